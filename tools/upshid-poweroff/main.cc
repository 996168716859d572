// upshid-poweroff: the end of a shutdown, when nothing but the kernel and this program runs.

#include <fmt/format.h>
#include <sys/reboot.h>
#include <unistd.h>
#include <upshid/upshid.h>

#include <cerrno>
#include <system_error>
#include <thread>

#include "base/boot_clock.h"
#include "cli/tool.h"
#include "daemon/powerdown_flag.h"
#include "upshid-poweroff/console.h"
#include "upshid-poweroff/cut.h"
#include "upshid-poweroff/options.h"
#include "watch/configuration.h"

namespace {

using namespace upshid;
using cli::ExitStatus;
using poweroff::Console;
using poweroff::Options;

// With line power back and the power not to be cut, nothing would ever start a machine that is
// halted.
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

  poweroff::Surroundings around;
  around.say = [&console](const std::string& text) { console.say(text); };
  around.sleep = [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time); };
  around.open.confdir = options.monitor.confdir;
  around.open.clock = base::boot_time_now;
  around.open.sleep = around.sleep;
  around.dry_run = options.dry_run;
  ExitStatus status = ExitStatus::ok;
  bool stays_on = false;
  bool is_trial = options.dry_run;
  if (configuration.targets.empty()) return nothing("no UPS of this machine is configured");
  for (const watch::Target& target : poweroff::in_shutdown_order(configuration.targets)) {
    is_trial |= target.is_virtual();
    // One that feeds others is theirs.
    const auto* watched = configuration.settings.find(target.name);
    if (watched == nullptr || watched->power_value <= 0) {
      if (options.dry_run)
        console.say(target.name + ": does not feed this machine: its power is left on");
      continue;
    }
    const poweroff::Cut cut = cut_power(target, around);
    stays_on |= !cut.is_commanded && cut.mains.value_or(false);
    if (status == ExitStatus::ok) status = cut.status;
  }
  if (stays_on) start_again(console, is_trial);
  return status;
}

cli::Answer run(int argc, char** argv, const cli::Complainer& complainer) {
  return cli::act_on(poweroff::parse_options(argc, argv), complainer, poweroff::help_text,
                     [](const Options& options) {
                       return cli::Answer{{}, act(options)};
                     });
}

}  // namespace

int main(int argc, char** argv) {
  return upshid::cli::run_tool("upshid-poweroff", argc, argv, run);
}
