#include "check/script_reading.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include "base/text.h"
#include "check/script_reader.h"

namespace upshid::check {

std::string_view ProgramCall::program() const {
  const std::string_view path = argv.front().text;
  return path.substr(path.rfind('/') + 1);
}

bool ProgramCall::has(std::string_view word) const {
  return std::any_of(argv.begin() + 1, argv.end(),
                     [word](const Value& one) { return one.is_known && one.text == word; });
}

std::string ProgramCall::text() const {
  std::string out;
  for (const Value& word : argv)
    out += (out.empty() ? "" : " ") + (word.is_known ? word.text : std::string("..."));
  return out;
}

bool only_writes(const ProgramCall& call) {
  constexpr std::array programs{"echo",        "printf",   "logger",
                                "wall",        "cat",      "date",
                                "sleep",       ":",        "true",
                                "false",       "cd",       "pwd",
                                "umask",       "ulimit",   "wait",
                                "export",      "local",    "readonly",
                                "declare",     "typeset",  "shopt",
                                "alias",       "hash",     "type",
                                "which",       "tee",      "tr",
                                "sed",         "grep",     "egrep",
                                "fgrep",       "awk",      "cut",
                                "head",        "tail",     "sort",
                                "wc",          "dirname",  "expr",
                                "basename",    "readlink", "realpath",
                                "hostname",    "uname",    "id",
                                "whoami",      "seq",      "pgrep",
                                "pidof",       "upsc",     "upshid-status",
                                "ping",        "stat",     "ls",
                                "ps",          "df",       "jq",
                                "env",         "printenv", "getent",
                                "tty",         "bc",       "let",
                                "systemd-cat", "mktemp",   "diff",
                                "cmp"};
  return std::find(programs.begin(), programs.end(), call.program()) != programs.end();
}

bool Reading::acts() const {
  return !std::all_of(calls.begin(), calls.end(),
                      [](const ProgramCall& call) { return call.was_read || only_writes(call); });
}

const ProgramCall* Reading::program() const {
  const auto found = std::find_if(calls.begin(), calls.end(),
                                  [](const ProgramCall& call) { return call.place.path.empty(); });
  return found == calls.end() ? nullptr : &*found;
}

Reading read_command(const std::vector<std::string>& command, const Invocation& how) {
  if (command.empty()) return {};
  std::string line = command.front();
  for (std::size_t i = 1; i < command.size(); ++i) line += " " + base::shell_word(command[i]);
  if (!how.arguments.empty()) line += " \"$@\"";
  return ScriptReader(how).run(read_shell_script(line));
}

Reading read_command(const std::vector<std::string>& command, const std::string& name,
                     const std::optional<std::string>& notify_type, const std::string& drafts) {
  return read_command(command, {{{name, true, true}}, notify_type, drafts});
}

bool Interpreter::is_shell() const {
  constexpr std::array shells{"sh", "dash", "bash", "ash", "ksh", "busybox", "mksh", "zsh"};
  return std::find(shells.begin(), shells.end(), program) != shells.end();
}

bool Interpreter::is_plain() const {
  std::error_code error;
  const auto real = std::filesystem::canonical(path, error);
  const std::string name = error || path.ends_with("/env") ? program : real.filename().string();
  return name == "dash" || name == "busybox" || name == "ash";
}

std::optional<Interpreter> interpreter_of(std::string_view script) {
  if (!script.starts_with("#!")) return std::nullopt;
  const auto words = base::words(script.substr(2, script.find('\n') - 2));
  if (words.empty()) return std::nullopt;
  Interpreter out{std::string(words.front()), {}};
  std::string_view program = words.front();
  if (program.ends_with("/env") && words.size() > 1)
    program = words[words[1] == "-S" && words.size() > 2 ? 2 : 1];
  out.program = program.substr(program.rfind('/') + 1);
  return out;
}

}  // namespace upshid::check
