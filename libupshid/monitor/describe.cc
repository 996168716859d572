#include "monitor/describe.h"

#include <fmt/format.h>

#include "base/text.h"

namespace upshid::monitor {

namespace {

struct Words {
  std::string operator()(const LogLine& line) const { return "log: " + line.text; }
  std::string operator()(const WallMessage& wall) const { return "wall: " + wall.text; }
  std::string operator()(const RunCommand& run) const { return "run: " + command_text(run); }
  std::string operator()(const WritePowerdownFlag& flag) const { return "write: " + flag.path; }
  std::string operator()(const RemovePowerdownFlag& flag) const { return "remove: " + flag.path; }
  std::string operator()(const Exit& /*exit*/) const { return "end"; }
};

}  // namespace

std::string command_text(const RunCommand& run) {
  std::string out;
  for (const auto& [name, value] : run.environment)
    out += fmt::format("{}={} ", name, base::shell_word(value));
  // SHUTDOWNCMD and NOTIFYCMD may be a whole line.
  out += run.argv.front();
  for (std::size_t i = 1; i < run.argv.size(); ++i) out += " " + base::shell_word(run.argv[i]);
  return out;
}

std::string describe(const Action& action) {
  return std::visit(Words(), action);
}

}  // namespace upshid::monitor
