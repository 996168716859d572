#ifndef UPSHID_SIM_TRANSFER_LOG_H
#define UPSHID_SIM_TRANSFER_LOG_H

// The file of `--log`: one line per transfer, command or plug,
//
//   12345.678901 in  GET_REPORT feature 0x0b 2 -> 0b 11
//
// with the CLOCK_BOOTTIME of the answer.

#include <upshid/result.h>
#include <upshid/units.h>

#include <string>
#include <string_view>

#include "base/unique_fd.h"

namespace upshid::sim {

std::string log_line(Instant when, std::string_view direction, std::string_view text);

class TransferLog {
 public:
  // Writes nothing.
  TransferLog() = default;
  // Appends to the file. Errors: permission, io.
  static Result<TransferLog> open(const std::string& path);

  // Each line is one write(), so that a reader sees it at once.
  void write(Instant when, std::string_view direction, std::string_view text);
  // The errno of the first write that failed; 0 if none did.
  int error() const { return error_; }

 private:
  base::UniqueFd file_;
  int error_ = 0;
};

}  // namespace upshid::sim

#endif
