#ifndef UPSHID_CONF_UPSSCHED_CONF_H
#define UPSHID_CONF_UPSSCHED_CONF_H

// upssched.conf: timers and commands for events. Its meaning is that of NUT 2.8.5
// (clients/upssched.c) unless stated otherwise here.
//
// Differences, each reported by a complaint:
//   * CMDSCRIPT may be anywhere, PIPEFN and LOCKFN may be missing; NUT exits at an AT line before
//   one
//     of them;
//   * START-TIMER without a number of seconds is ignored; NUT 2.8.5 runs the command at once, after
//   a
//     timer of 0 s;
//   * CANCEL-TIMER-MATCHED, which NUT documents but does not implement, works.

#include <upshid/plan.h>
#include <upshid/result.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conf/complaint.h"
#include "conf/this_host.h"

namespace upshid::conf {

using upshid::PlanLine;
using Verb = PlanVerb;

struct UpsschedConf {
  std::string path;
  bool found = false;  // False: there is no such file.

  std::optional<std::string> command_script;          // CMDSCRIPT
  std::vector<std::string> command_script_arguments;  // Before the command; in NUT since 2.8.6.
  std::optional<std::string> pipe_file;               // PIPEFN; not used here.
  std::optional<std::string> lock_file;               // LOCKFN; not used here.
  std::vector<PlanLine> plan;                         // In file order: all that match apply.
  Complaints complaints;
  std::vector<Line> lines;  // As lexed, for places in the file.
};

// Never fails: errors become complaints.
UpsschedConf parse_upssched_conf(std::string_view text, std::string path, const OwnNames& own = {});

// Reads `confdir`/upssched.conf. A missing file has no lines. Errors: permission, io,
// budget_exceeded; `where` is the path.
Result<UpsschedConf> load_upssched_conf(const std::string& confdir,
                                        const OwnNames& own = own_names());

}  // namespace upshid::conf

#endif
