#ifndef UPSHID_CONF_SHELL_ASSIGNMENTS_H
#define UPSHID_CONF_SHELL_ASSIGNMENTS_H

// A file of a shell's assignments, as sh (POSIX XCU 2.2, 2.9.1) understands them, without running
// anything: NAME=value, quotes, backslashes, comments and `export`; no expansions, no commands.

#include <string_view>
#include <vector>

#include "conf/complaint.h"
#include "conf/nut_conf.h"

namespace upshid::conf {

struct ShellAssignments {
  std::vector<Assignment> assignments;  // In file order.
  std::vector<Diagnostic> diagnostics;  // In file order.
};

// Other text is ignored. An unterminated quote ends at the end of its line; a shell would read
// nothing from there on.
ShellAssignments read_assignments(std::string_view text);

}  // namespace upshid::conf

#endif
