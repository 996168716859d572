// upshid-poweroff: the end of a shutdown, when only the kernel and this program are running.

#include <fmt/format.h>
#include <sys/reboot.h>
#include <unistd.h>
#include <upshid/upshid.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "cli/tool.h"
#include "daemon/powerdown_flag.h"
#include "upshid-poweroff/console.h"
#include "upshid-poweroff/cut.h"
#include "upshid-poweroff/options.h"
#include "upshid-poweroff/upsdrvctl.h"
#include "watch/configuration.h"

namespace {

using namespace upshid;
using cli::ExitStatus;
using poweroff::Console;
using poweroff::Options;

// If line power is back and the power is not cut, a halted machine would not start again.
void start_again(const Console& console, bool is_trial) {
  console.say(is_trial ? "dry run: this machine is not restarted"
                       : "restarting this machine, because its power stays on");
  if (is_trial) return;
  ::sync();
  (void)::reboot(RB_AUTOBOOT);
  console.say(
      fmt::format("cannot restart this machine: {}", std::generic_category().message(errno)));
}

ExitStatus act(const Options& options) {
  const auto configuration = watch::load_configuration(options.monitor);
  const std::string& flag = configuration.settings.powerdown_flag;
  const Console console(options.console);
  // A trial always says something, and what a shutdown would do.
  const auto nothing = [&](const std::string& why) {
    if (options.dry_run) console.say(why + ": nothing would be sent");
    return ExitStatus::ok;
  };
  if (flag.empty()) return nothing("no POWERDOWNFLAG is configured");
  const auto is_wanted = daemon::has_powerdown_flag(flag);
  if (!is_wanted) {
    console.say(is_wanted.error().text() + "; the UPS stays on");
    return ExitStatus::configuration;
  }
  if (!*is_wanted) {
    if (!options.dry_run) return ExitStatus::ok;
    console.say(
        fmt::format("{} does not exist, as no shutdown by upshid-monitor is under way: "
                    "nothing would be sent now; with it:",
                    flag));
  }
  if (!options.powers_off()) {
    if (!*is_wanted) return nothing(fmt::format("this is a {}", options.verb));
    console.say(fmt::format("{} exists, but this is a {}; the UPS stays on", flag, options.verb));
    return ExitStatus::ok;
  }

  if (configuration.targets.empty()) return nothing("no UPS of this machine is configured");
  const auto around =
      poweroff::make_surroundings(options.monitor.confdir, options.dry_run,
                                  [console](const std::string& text) { console.say(text); });
  const poweroff::Cuts cuts = poweroff::cut_all(configuration, around);
  const bool is_trial =
      options.dry_run || std::ranges::any_of(configuration.targets, &watch::Target::is_virtual);
  if (cuts.stays_on) start_again(console, is_trial);
  return cuts.status;
}

cli::Answer run(int argc, char** argv, const cli::Complainer& complainer) {
  if (cli::nut_name(argv) == "upsdrvctl") return poweroff::run_as_upsdrvctl(argc, argv, complainer);
  return cli::act_on(poweroff::parse_options(argc, argv), complainer, poweroff::help_text,
                     [](const Options& options) {
                       return cli::Answer{{}, act(options)};
                     });
}

}  // namespace

int main(int argc, char** argv) {
  return upshid::cli::run_tool("upshid-poweroff", argc, argv, run);
}
