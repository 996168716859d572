#ifndef UPSHID_STATUS_OPTIONS_H
#define UPSHID_STATUS_OPTIONS_H

#include <upshid/result.h>
#include <upshid/ups.h>

#include <chrono>
#include <string>

#include "cli/option_table.h"
#include "cli/time_limit.h"

namespace upshid::status {

enum class Action : unsigned char {
  read,               // Variables, all or one.
  list_names,         // -l
  list_descriptions,  // -L
  list_clients,       // -c
  explain,
  descriptor,
  watch,
  prometheus,
  check_quirks,
};

enum class Format : unsigned char {
  text,
  upsc_json,   // -j
  typed_json,  // --json
};

struct Options {
  cli::Request request = cli::Request::run;
  Action action = Action::read;
  Format format = Format::text;
  std::string ups;          // Without its host. Empty: the only UPS.
  std::string host;         // Of the UPS, or of -l and -L. Empty if none was given.
  std::string argument;     // The whole argument with the host, including the port.
  std::string variable;     // Empty: all of them.
  std::string quirks_file;  // Of check_quirks.
  std::string record;       // The file for recording the session. Empty: none.
  std::string recording;    // "recording:FILE" of --transport; then also the UPS.
  std::string refusal;      // The error of upsc for an invalid name; empty if it is valid.
  OpenOptions open;
  std::chrono::milliseconds time_limit = cli::default_time_limit;
};

// Errors: invalid_argument; `what` is a sentence.
Result<Options> parse_options(int argc, char** argv);

std::string help_text();

}  // namespace upshid::status

#endif
