#ifndef UPSHID_SCHED_REHEARSE_OPTIONS_H
#define UPSHID_SCHED_REHEARSE_OPTIONS_H

#include <upshid/result.h>

#include <map>
#include <optional>
#include <string>

#include "cli/option_table.h"
#include "rehearse/rehearsal.h"

namespace upshid::sched {

struct RehearseOptions {
  cli::Request request = cli::Request::run;
  std::string ups;  // NAME, NAME=ADDRESS, an address, or nothing.
  std::string confdir;
  std::string scenario = "long";
  std::optional<int> charge;
  std::optional<int> load;
  std::optional<std::chrono::seconds> runtime;
  int margin = 20;
  std::map<std::string, rehearsal::Time, std::less<>> script_times;
  bool json = false;
  std::string svg;  // A file's name; empty: no picture.
};

// Of a command line without the verb. Errors: invalid_argument; `what` is a sentence.
Result<RehearseOptions> parse_rehearse_options(int argc, char** argv);

std::string rehearse_help_text();

}  // namespace upshid::sched

#endif
