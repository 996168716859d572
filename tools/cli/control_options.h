#ifndef UPSHID_CLI_CONTROL_OPTIONS_H
#define UPSHID_CLI_CONTROL_OPTIONS_H

// The command lines of upshid-cmd and upshid-rw, which are similar, as those of upscmd and upsrw.

#include <upshid/result.h>
#include <upshid/ups.h>

#include <chrono>
#include <optional>
#include <string>

#include "cli/option_table.h"
#include "cli/time_limit.h"

namespace upshid::cli {

struct ControlOptions {
  Request request = Request::run;
  bool list = false;
  std::string ups;      // Without its host. Empty: the only UPS.
  std::string host;     // Empty: none was given.
  std::string word;     // The whole argument.
  std::string refusal;  // The error of upscmd or upsrw for the name; empty if it is valid.
  OpenOptions open;
  std::chrono::milliseconds time_limit = default_time_limit;
  bool tracked = false;  // -w
  bool dry_run = false;
  bool yes = false;
  bool force = false;
  bool wait = false;        // upshid-cmd --wait
  bool ranges = false;      // upshid-rw --ranges
  bool is_setting = false;  // upshid-rw -s
  std::string recording;    // --transport recording:FILE
  std::string name;         // The command or the variable.
  std::optional<std::string> value;
};

// Errors: invalid_argument; `what` is a sentence.
Result<ControlOptions> parse_command_options(int argc, char** argv);
Result<ControlOptions> parse_setting_options(int argc, char** argv);

std::string command_help();
std::string setting_help();

}  // namespace upshid::cli

#endif
