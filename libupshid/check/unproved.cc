// What may halt a machine, for all that reading tells.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/file.h"
#include "base/text.h"
#include "check/deeds.h"
#include "conf/command_line.h"

namespace upshid::check {

namespace {

using std::string_view;

bool is_one_of(string_view name, std::initializer_list<string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Those that are known by their words, and write or ask no matter what these are.
bool is_harmless(const ProgramCall& call) {
  return only_writes(call) ||
         is_one_of(call.program(),
                   {"mail",    "mailx",    "sendmail", "msmtp", "write",  "notify-send", "ntfy",
                    "apprise", "shutdown", "poweroff", "halt",  "reboot", "init",        "telinit",
                    "kill",    "killall",  "pkill",    "touch", "rm",     "mkdir",       "cp",
                    "mv",      "chmod",    "chown",    "sync",  "beep"});
}

// They run what they are given as text.
bool interprets(const ProgramCall& call) {
  string_view name = call.program();
  while (!name.empty() &&
         (std::isdigit(static_cast<unsigned char>(name.back())) != 0 || name.back() == '.'))
    name.remove_suffix(1);
  return Interpreter{{}, std::string(name)}.is_shell() ||
         is_one_of(name, {"python", "perl", "ruby", "node", "php", "lua", "pwsh", "expect", "at",
                          "batch", "run-parts", "make", "ansible", "ansible-playbook"});
}

bool sounds_like_a_halt(const ProgramCall& call) {
  // A message may say anything; what an API is asked for stands in its address or data.
  const bool is_web = is_one_of(call.program(), {"curl", "wget"});
  constexpr std::array words{"shutdown", "poweroff",  "power_off", "power-off", "powerdown",
                             "halt",     "hibernate", "suspend",   "stopall",   "vm.power"};
  constexpr std::array requests{"=shutdown", "/shutdown",    "\"shutdown\"", "=poweroff",
                                "/poweroff", "\"poweroff\"", "/halt",        "/stopall"};
  for (const Value& word : call.argv) {
    std::string text = word.text;
    std::transform(text.begin(), text.end(), text.begin(), base::to_lower);
    const auto has = [&text](const char* part) { return text.find(part) != std::string::npos; };
    if (is_web ? std::any_of(requests.begin(), requests.end(), has)
               : std::any_of(words.begin(), words.end(), has))
      return true;
  }
  // Which unit does what is not looked up.
  return call.program() == "systemctl" &&
         (call.has("start") || call.has("isolate") || call.has("restart"));
}

std::optional<Unproved::Why> why_unproved(const ProgramCall& call) {
  using Why = Unproved::Why;
  const bool runs_others = is_one_of(call.program(), {"awk", "gawk", "mawk", "sed", "find"});
  if (runs_others && sounds_like_a_halt(call)) return Why::words;
  if (call.program() == "kill" && call.has("1")) return Why::words;
  if (call.was_read || is_harmless(call) || is_known_program(call)) return std::nullopt;
  const std::string& program = call.argv.front().text;
  const auto path = call.is_remote ? std::optional(program) : conf::find_program(program);
  if (!path) return Why::missing;
  if (interprets(call)) return Why::unread;
  if (sounds_like_a_halt(call)) return Why::words;
  if (call.is_remote)
    return program.find('/') != std::string::npos ? std::optional(Why::unread) : std::nullopt;
  const auto text = base::read_file(*path, max_script_size);
  if (text && text->starts_with("#!")) return Why::unread;
  return std::nullopt;
}

}  // namespace

std::optional<Unproved> unproved_in(const Reading& reading) {
  using Why = Unproved::Why;
  if (reading.carriage_return) return Unproved{Why::line_end, *reading.carriage_return, {}};
  if (reading.bashism) return Unproved{Why::bash, *reading.bashism, {}};
  if (reading.hidden) return Unproved{Why::hidden, reading.hidden->place, reading.hidden->detail};
  const auto halt = halt_of(reading);
  if (halt && halt->is_conditional) return Unproved{Why::condition, halt->place, halt->command};
  for (const ProgramCall& call : reading.calls) {
    if (const auto why = why_unproved(call)) return Unproved{*why, call.place, call.text()};
  }
  return std::nullopt;
}

std::string text_of(const Unproved& unproved) {
  const Place& place = unproved.place;
  const std::string it =
      place.path.empty() ? "it" : fmt::format("line {} of {}", place.at.line, place.path);
  const std::string& command = unproved.command;
  switch (unproved.why) {
    case Unproved::Why::condition:
      return fmt::format("{} runs \"{}\" under a condition that only a run decides", it, command);
    case Unproved::Why::words:
      return fmt::format("{} runs \"{}\", which may shut something down", it, command);
    case Unproved::Why::unread:
      return fmt::format("{} runs \"{}\", which cannot be followed", it, command);
    case Unproved::Why::missing:
      return fmt::format("{} runs \"{}\", which does not exist here", it, command);
    case Unproved::Why::bash:
      return fmt::format("{} is written for bash, but another shell runs it", it);
    case Unproved::Why::line_end:
      return fmt::format("{} ends with a carriage return (Windows)", it);
    case Unproved::Why::hidden:
      break;
  }
  if (!command.empty()) return fmt::format("{} uses {}, which cannot be read", it, command);
  return fmt::format("what {} runs is only known at run time", it);
}

ShutdownCommand shutdown_command_of(const Reading& reading) {
  ShutdownCommand out;
  const auto halt = halt_of(reading);
  if (halt && !halt->is_other_machine && !halt->is_reboot) {
    out.delay = halt->slept + halt->delay;
    out.has_unknown_time = halt->has_unknown_time;
    using Why = Unproved::Why;
    if (reading.bashism || reading.carriage_return)
      out.unproved = unproved_in(reading);
    else if (halt->is_conditional)
      out.unproved = Unproved{Why::condition, halt->place, halt->command};
    return out;
  }
  out.unproved = unproved_in(reading);
  const ProgramCall* program = reading.program();
  const bool cannot_start = program && is_for_windows(reading, program->argv.front().text);
  out.halts = out.unproved && out.unproved->why != Unproved::Why::missing && !cannot_start;
  if (!out.halts) out.unproved.reset();
  out.has_unknown_time = out.halts;
  return out;
}

ShutdownCommand read_shutdown_command(const std::string& command) {
  return command.empty() ? ShutdownCommand{} : shutdown_command_of(read_command({command}, {}));
}

}  // namespace upshid::check
