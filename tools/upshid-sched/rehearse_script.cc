#include "upshid-sched/rehearse_script.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>

#include "check/script_reading.h"

namespace upshid::sched {

namespace {

std::vector<const rehearsal::Command*> commands_of(const rehearsal::Played& played) {
  std::vector<const rehearsal::Command*> out;
  for (const rehearsal::Command& command : played.commands) {
    const bool is_known = std::any_of(
        out.begin(), out.end(),
        [&command](const rehearsal::Command* one) { return one->name == command.name; });
    if (!command.is_shutdown && !is_known) out.push_back(&command);
  }
  return out;
}

std::string does_nothing(const std::string& name, const check::NameMiss& miss) {
  if (!miss.has_default)
    return fmt::format("{} does nothing: {} has no case for it in line {}", name, miss.place.path,
                       miss.place.at.line);
  return fmt::format(
      "{} does nothing: {} has no case for it and ends in \"*)\" in line {}, which only writes a "
      "message",
      name, miss.place.path, miss.place.at.line);
}

}  // namespace

std::vector<std::string> script_remarks(const monitor::Settings& settings,
                                        const std::string& confdir, const rehearsal::Played& played,
                                        const rehearsal::Durations& durations) {
  std::vector<std::string> out;
  const auto commands = commands_of(played);
  for (const rehearsal::Command* command : commands) {
    if (!durations.branch_of) break;
    for (const check::ProgramCall& call : durations.branch_of(*command).no_fsd) {
      out.push_back(fmt::format("{} shuts nothing down by \"{}\" in {}:{}, which reaches no upsmon",
                                command->name, call.text(), call.place.path, call.place.at.line));
    }
  }
  if (!settings.plans() || settings.command_script.empty()) return out;
  bool is_first = true;
  for (const rehearsal::Command* command : commands) {
    const check::Reading reading =
        check::read_command(settings.command_script, command->name, std::nullopt, confdir);
    struct stat facts {};
    const auto* const script = reading.program();
    if (is_first && script != nullptr && script->argv.front().is_known &&
        script->argv.front().text.starts_with('/') &&
        ::stat(script->argv.front().text.c_str(), &facts) != 0)
      out.push_back(fmt::format("CMDSCRIPT {} is not there", script->argv.front().text));
    is_first = false;
    if (!reading.match && reading.miss && !reading.doubt && !reading.acts())
      out.push_back(does_nothing(command->name, *reading.miss));
  }
  return out;
}

}  // namespace upshid::sched
