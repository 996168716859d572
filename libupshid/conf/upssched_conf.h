#ifndef UPSHID_CONF_UPSSCHED_CONF_H
#define UPSHID_CONF_UPSSCHED_CONF_H

// upssched.conf: what follows from an event. The file is NUT's; its meaning is that of NUT 2.8.5
// (clients/upssched.c) except where the comments here say otherwise.
//
// Differences, each reported by a complaint:
//   * CMDSCRIPT may stand anywhere, PIPEFN and LOCKFN nowhere; NUT exits at the first AT line that
//     comes before one of them;
//   * START-TIMER without a number of seconds is ignored; NUT 2.8.5 starts a timer of 0 s, and
//     so runs the command at once;
//   * CANCEL-TIMER-MATCHED, which NUT documents and does not know, works.

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
  std::vector<std::string> command_script_arguments;  // Those before the command; NUT since 2.8.6.
  std::optional<std::string> pipe_file;               // PIPEFN; not used here.
  std::optional<std::string> lock_file;               // LOCKFN; not used here.
  std::vector<PlanLine> plan;                         // In file order: all that match apply.
  Complaints complaints;
  std::vector<Line> lines;  // As lexed, for places in the file.
};

// Reads what can be read; all that is wrong becomes a complaint.
UpsschedConf parse_upssched_conf(std::string_view text, std::string path, const OwnNames& own = {});

// The same from `confdir`/upssched.conf. No such file is no rule. Errors: permission, io,
// budget_exceeded; `where` is the path.
Result<UpsschedConf> load_upssched_conf(const std::string& confdir,
                                        const OwnNames& own = own_names());

}  // namespace upshid::conf

#endif
