#ifndef UPSHID_STATUS_ANSWER_H
#define UPSHID_STATUS_ANSWER_H

#include <upshid/upshid.h>

#include <string>

#include "cli/tool.h"
#include "upshid-status/options.h"

namespace upshid::status {

using cli::Answer;

// A failure and its exit status.
struct Failure {
  cli::ExitStatus status = cli::ExitStatus::upsc_error;
  std::string headline;   // "Unknown UPS": the words of upsc if it has any.
  std::string_view code;  // For --json; a name of upshid::Code or "usage".
  std::string detail;     // Details that upsc does not print. May have several lines, or be empty.
  const Snapshot* snapshot = nullptr;
};

// Reports a failure on standard error, and in the requested format on standard output, as upsc -j.
class Failer {
 public:
  Failer(const Options& options, const cli::Complainer& complainer, const Complaints& complaints)
      : options_(options), complainer_(complainer), complaints_(complaints) {}

  Answer fail(const Failure& failure) const;
  // The failure for an error of the library.
  Answer fail(const Error& error) const;

 private:
  const Options& options_;
  const cli::Complainer& complainer_;
  const Complaints& complaints_;
};

}  // namespace upshid::status

#endif
