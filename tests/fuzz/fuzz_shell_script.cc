// A command script: the first line is the command that is looked for, the rest the script.

#include <string>
#include <string_view>

#include "base/text.h"
#include "check/command_cases.h"
#include "fuzz/require.h"

using namespace upshid;
using namespace upshid::check;

namespace {

void check_place(conf::Position at, std::string_view text) {
  const auto lines = base::split(text, '\n');
  require(at.line >= 1 && at.line <= lines.size());
  require(at.column >= 1 && at.column <= lines[at.line - 1].size() + 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input(data, data + size);
  const std::size_t end = input.find('\n');
  if (end == std::string::npos) return -1;
  const std::string command = input.substr(0, end);
  const std::string text = input.substr(end + 1);
  const ShellScript script = read_shell_script(text);
  if (!script.error.empty()) check_place(script.error_at, text);
  for (const CaseStatement& statement : script.cases) {
    check_place(statement.subject.at, text);
    for (const CaseBranch& branch : statement.branches) {
      require(branch.first_command <= branch.end_command);
      require(branch.end_command <= script.commands.size());
      for (const ShellWord& label : branch.labels) {
        check_place(label.at, text);
        require(text.find(label.raw) != std::string::npos);
      }
    }
  }
  for (const ShellWord& word : script.commands) require(!word.raw.empty());
  for (const std::size_t position : {1U, 2U}) {
    const CommandCases cases(script, position);
    if (!cases.doubt().empty()) continue;
    check_place(cases.find(command).at, text);
    // What is a label is known, by its name or by a pattern before it.
    for (const CaseLabel& label : cases.labels()) {
      const Knows how = cases.find(label.name).how;
      require(how != Knows::nothing);
    }
  }
  return 0;
}
