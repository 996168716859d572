#ifndef UPSHID_SCHED_OPTIONS_H
#define UPSHID_SCHED_OPTIONS_H

#include <upshid/result.h>

#include <string>
#include <vector>

#include "cli/option_table.h"

namespace upshid::sched {

enum class Verb : unsigned char {
  test,
  start,
  cancel,
  list,
  status,
  reload,
  fsd,
  check,
  follow_plan,
};

struct Options {
  cli::Request request = cli::Request::run;
  Verb verb = Verb::status;
  std::vector<std::string> words;  // The words after the verb.
  std::string confdir;             // Empty: the usual one.
  std::string statedir;            // Of the monitor; empty: the usual one.
  bool json = false;
  bool dry_run = false;
  bool really = false;
  bool force = false;

  // The monitor's control socket.
  std::string socket() const;
};

// Are UPSNAME and NOTIFYTYPE in the environment, as for a NOTIFYCMD and its children?
bool has_event();

// With `has_event`, a line without a verb is the message of the event. Errors: invalid_argument;
// `what` is a sentence.
Result<Options> parse_options(int argc, char** argv, bool has_event);

std::string help_text();

}  // namespace upshid::sched

#endif
