#ifndef UPSHID_STATUS_ANSWER_H
#define UPSHID_STATUS_ANSWER_H

#include <upshid/upshid.h>

#include <string>

#include "cli/tool.h"
#include "upshid-status/options.h"

namespace upshid::status {

using cli::Answer;

// One way of ending without what was asked for.
struct Failure {
  cli::ExitStatus status = cli::ExitStatus::upsc_error;
  std::string headline;   // "Unknown UPS": upsc's words where it has some.
  std::string_view code;  // For --json; a name of upshid::Code or "usage".
  std::string detail;     // What upsc would not say. May have several lines; may be empty.
  const Snapshot* snapshot = nullptr;
};

// A failure told on standard error, and in the format asked for on standard output as upsc -j does.
class Failer {
 public:
  Failer(const Options& options, const cli::Complainer& complainer, const Complaints& complaints)
      : options_(options), complainer_(complainer), complaints_(complaints) {}

  Answer fail(const Failure& failure) const;
  // The failure that belongs to an error of the library.
  Answer fail(const Error& error) const;

 private:
  const Options& options_;
  const cli::Complainer& complainer_;
  const Complaints& complaints_;
};

}  // namespace upshid::status

#endif
