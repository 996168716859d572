#include "upshid-sched/rehearse_script.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "check/command_cases.h"

namespace upshid::sched {

namespace {

std::vector<std::string> commands_of(const rehearsal::Played& played) {
  std::vector<std::string> names;
  for (const rehearsal::Command& command : played.commands) {
    if (!command.is_shutdown && std::find(names.begin(), names.end(), command.name) == names.end())
      names.push_back(command.name);
  }
  return names;
}

std::string remark_on(const std::string& command, const check::Known& known,
                      const std::string& path) {
  switch (known.how) {
    case check::Knows::tells:
      return fmt::format(
          "{} does nothing: {} has no case for it and ends in \"*)\" in line {}, "
          "which only writes a message",
          command, path, known.at.line);
    case check::Knows::nothing:
      return fmt::format("{} does nothing: {} has no case for it in line {}", command, path,
                         known.at.line);
    case check::Knows::by_name:
    case check::Knows::by_pattern:
    case check::Knows::other:
    case check::Knows::unproved:
      break;
  }
  return {};
}

}  // namespace

std::vector<std::string> script_remarks(const monitor::Settings& settings,
                                        const std::string& confdir,
                                        const rehearsal::Played& played) {
  std::vector<std::string> out;
  const auto commands = commands_of(played);
  if (!settings.plans() || settings.command_script.empty() || commands.empty()) return out;
  std::string path = settings.command_script.front();
  auto text = base::read_file(path, check::longest_script);
  if (!text && text.error().code == Code::not_found) {
    out.push_back(fmt::format("CMDSCRIPT {} is not there", path));
    path = confdir + "/" + path.substr(path.rfind('/') + 1);
    text = base::read_file(path, check::longest_script);
  }
  // What cannot be looked into is for `check` to tell.
  if (!text) return out;
  const check::ShellScript script = check::read_shell_script(*text);
  const check::CommandCases cases(script, settings.command_script.size());
  if (!cases.doubt().empty()) return out;
  for (const std::string& command : commands) {
    std::string remark = remark_on(command, cases.find(command), path);
    if (!remark.empty()) out.push_back(std::move(remark));
  }
  return out;
}

}  // namespace upshid::sched
