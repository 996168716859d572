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
  std::vector<std::string> words;  // What stands after the verb.
  std::string confdir;             // Empty: the usual one.
  std::string statedir;            // Of the monitor; empty: the usual one.
  bool json = false;
  bool dry_run = false;
  bool really = false;
  bool force = false;

  // The monitor's control socket.
  std::string socket() const;
};

// UPSNAME and NOTIFYTYPE are in the environment, as a NOTIFYCMD and what it calls have them.
bool has_event();

// `has_event`: then a line without a verb is the event's message. Errors: invalid_argument; `what`
// is a sentence.
Result<Options> parse_options(int argc, char** argv, bool has_event);

std::string help_text();

}  // namespace upshid::sched

#endif
