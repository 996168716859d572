// A command script: the first line is the command that is looked for, the rest the script.

#include <string>
#include <string_view>

#include "base/text.h"
#include "check/script_reading.h"
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
  const std::string name = input.substr(0, end);
  const std::string text = input.substr(end + 1);
  const ShellScript script = read_shell_script(text);
  if (!script.error.empty()) check_place(script.error_at, text);
  if (script.carriage_return) check_place(*script.carriage_return, text);
  // As a command line, so that no file is needed. What it calls is looked for, never run.
  const Reading reading = read_command({text}, name, std::nullopt, {});
  if (reading.match) require(reading.match->place.at.line >= 1);
  for (const ProgramCall& call : reading.calls) require(!call.argv.empty());
  return 0;
}
