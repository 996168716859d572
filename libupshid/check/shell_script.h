#ifndef UPSHID_CHECK_SHELL_SCRIPT_H
#define UPSHID_CHECK_SHELL_SCRIPT_H

// As much of a shell script (POSIX XCU 2.10, and what bash adds that is met in the field) as it
// takes to see its `case` statements, its assignments and which programs it calls. Nothing is run
// or expanded, and any bytes may be given.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "conf/lexer.h"

namespace upshid::check {

struct ShellWord {
  std::string raw;       // As written.
  std::string text;      // Without quotes. What expands stands in it as written.
  bool expands = false;  // Has a '$' or '`' that is not quoted away.
  bool globs = false;    // Has a '*', '?' or '[' that is not quoted.
  // Only '*' and '?' stand for something; a quoted one has a '\' before it.
  std::string pattern;
  bool has_bracket = false;
  conf::Position at;
};

// NAME=value, before a command or after export, local, readonly.
struct ShellAssignment {
  std::string name;
  ShellWord value;
};

// One of a case's branches, and which of the script's commands are in it.
struct CaseBranch {
  std::vector<ShellWord> labels;
  std::size_t first_command = 0;
  std::size_t end_command = 0;
};

struct CaseStatement {
  ShellWord subject;
  std::vector<CaseBranch> branches;
  std::size_t first_command = 0;  // The script's commands before it.
};

struct ShellScript {
  std::vector<CaseStatement> cases;
  std::vector<ShellAssignment> assignments;
  std::vector<ShellWord> commands;  // The first word of each, in their order.
  // Why it could not be followed to its end, and where; empty: it was.
  std::string error;
  conf::Position error_at;
};

// What is beyond is refused: in bytes, and in statements, labels, assignments and commands each.
inline constexpr std::size_t longest_script = std::size_t{256} * 1024;
inline constexpr std::size_t most_script_parts = 5000;
inline constexpr int deepest_script = 50;

ShellScript read_shell_script(std::string_view text);

}  // namespace upshid::check

#endif
