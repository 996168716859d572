#include "upshid-monitor/upsmon.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "cli/monitor_request.h"
#include "daemon/powerdown_flag.h"
#include "watch/configuration.h"

namespace upshid::daemon {

namespace {

using cli::Answer;
using cli::ExitStatus;
using cli::ignore;
using cli::store;

struct Upsmon {
  cli::Request request = cli::Request::run;
  std::string command;
  bool looks_for_flag = false;
  std::string confdir;
  std::string statedir;
};

constexpr const char* no_effect = "accepted for compatibility; no effect";

constexpr auto table = std::to_array<cli::Option<Upsmon>>({
    {{"", 'c', "COMMAND",
      "fsd: shut this machine down now; reload: read the configuration again; stop: exit"},
     store<&Upsmon::command>},
    {{"", 'K', "", "exit with 0 if the power-down flag is set, otherwise with 1"},
     cli::enable<&Upsmon::looks_for_flag>},
    {{"confdir", 0, "DIR",
      "-K: read the configuration in DIR (default: /etc/upshid if it exists, otherwise /etc/nut)"},
     store<&Upsmon::confdir>},
    {{"statedir", 0, "DIR", "-c: use the monitor that was started with this --statedir"},
     store<&Upsmon::statedir>},
    {{"", 'P', "PID", no_effect}, ignore},
    {{"", 'u', "USER", no_effect}, ignore},
    {{"", 'p', "", no_effect}, ignore},
    {{"", 'D', "", no_effect}, ignore},
    {{"", 'F', "", no_effect}, ignore},
    {{"", 'B', "", no_effect}, ignore},
    {{"", '4', "", no_effect}, ignore},
    {{"", '6', "", no_effect}, ignore},
});

// What the control socket calls them, too.
constexpr std::array<std::string_view, 3> commands{"fsd", "reload", "stop"};

Result<Upsmon> parse(int argc, char** argv) {
  Upsmon options;
  const auto line = cli::read_command_line(table, options, argc, argv);
  if (!line) return line.error();
  options.request = line->request;
  if (options.request != cli::Request::run) return options;
  if (!line->words.empty())
    return cli::usage_error(fmt::format("unexpected argument \"{}\"", line->words.front()));
  if (!options.command.empty() && std::ranges::find(commands, options.command) == commands.end())
    return cli::usage_error(
        fmt::format("unknown command \"{}\"; expected fsd, reload or stop", options.command));
  return options;
}

std::string help() {
  return fmt::format(R"(usage: upsmon -c fsd|reload|stop
       upsmon -K

The commands of NUT's upsmon for the running upshid-monitor, which does its work.

{}
Exit status: 0 done, or the flag is set; 1 anything else. See upshid-monitor(8).
)",
                     cli::help_of(cli::texts_of(table)));
}

Answer look_for_flag(const Upsmon& options, const cli::Complainer& complainer) {
  const auto configuration = watch::load_configuration({options.confdir, {}});
  const std::string& path = configuration.settings.powerdown_flag;
  if (path.empty()) return {{}, ExitStatus::upsc_error};
  const auto is_set = has_powerdown_flag(path);
  if (!is_set) complainer.say(is_set.error().text());
  return {{}, is_set.value_or(false) ? ExitStatus::ok : ExitStatus::upsc_error};
}

Answer perform(const Upsmon& options, const cli::Complainer& complainer) {
  if (!options.command.empty()) {
    Answer answer;
    (void)cli::request(cli::monitor_socket(options.statedir), {options.command}, complainer,
                       answer);
    return answer;
  }
  if (options.looks_for_flag) return look_for_flag(options, complainer);
  complainer.say(
      "upshid-monitor does the work of upsmon; to start it, run: systemctl start upshid-monitor");
  return {{}, ExitStatus::usage};
}

}  // namespace

Answer run_as_upsmon(int argc, char** argv, const cli::Complainer& complainer) {
  return cli::act_on(parse(argc, argv), complainer, help,
                     [&](const Upsmon& options) { return perform(options, complainer); });
}

}  // namespace upshid::daemon
