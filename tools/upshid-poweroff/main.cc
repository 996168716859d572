// upshid-poweroff: the end of a shutdown, when nothing but the kernel and this program runs.

#include <fmt/format.h>
#include <sys/reboot.h>
#include <unistd.h>
#include <upshid/upshid.h>

#include <algorithm>
#include <cerrno>
#include <exception>
#include <system_error>
#include <thread>

#include "base/boot_clock.h"
#include "cli/complain.h"
#include "cli/exit_status.h"
#include "cli/standard_streams.h"
#include "daemon/powerdown_flag.h"
#include "transport/libusb.h"
#include "upshid-poweroff/console.h"
#include "upshid-poweroff/cut.h"
#include "upshid-poweroff/options.h"
#include "watch/configuration.h"

namespace {

using upshid::cli::ExitStatus;
using upshid::poweroff::Console;
using upshid::poweroff::Cut;
using upshid::poweroff::Mode;
using upshid::poweroff::Options;

constexpr const char* program = "upshid-poweroff";

// With mains back and the power not to be cut, nothing would ever start a machine that is halted.
void start_again(const Console& console, bool is_trial) {
  console.say(is_trial ? "a trial: this machine is not started again"
                       : "starts this machine again, since its power stays on");
  if (is_trial) return;
  ::sync();
  (void)::reboot(RB_AUTOBOOT);
  console.say(
      fmt::format("cannot start this machine again: {}", std::generic_category().message(errno)));
}

ExitStatus act(const Options& options) {
  const auto configuration = upshid::watch::load_configuration(options.monitor);
  const std::string& flag = configuration.settings.powerdown_flag;
  if (flag.empty()) return ExitStatus::ok;
  const Console console(options.console);
  const auto is_wanted = upshid::daemon::has_powerdown_flag(flag);
  if (!is_wanted) {
    console.say(is_wanted.error().text() + ": the UPS keeps its power on");
    return ExitStatus::configuration;
  }
  if (!*is_wanted) return ExitStatus::ok;
  if (!options.powers_off()) {
    console.say(fmt::format("{} is there, but this is a {}: the UPS keeps its power on", flag,
                            options.verb));
    return ExitStatus::ok;
  }

  upshid::poweroff::Surroundings around;
  around.say = [&console](const std::string& text) { console.say(text); };
  around.sleep = [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time); };
  around.open.confdir = options.monitor.confdir;
  around.open.clock = upshid::base::boot_time_now;
  around.open.sleep = around.sleep;
  around.dry_run = options.dry_run;
  ExitStatus status = ExitStatus::ok;
  bool stays_on = false;
  bool is_trial = options.dry_run;
  for (const auto& [order, target] : upshid::poweroff::in_shutdown_order(configuration)) {
    is_trial |= target.is_virtual();
    // One that feeds others is theirs.
    const auto* watched = configuration.settings.find(target.name);
    if (watched == nullptr || watched->power_value <= 0) continue;
    const Cut cut = order < 0 ? leave_power_on(target, around) : cut_power(target, around);
    stays_on |= !cut.is_commanded && cut.mains.value_or(false);
    if (status == ExitStatus::ok) status = cut.status;
  }
  if (stays_on) start_again(console, is_trial);
  return status;
}

ExitStatus print(std::string_view text, const upshid::cli::Complainer& complainer) {
  const int error = upshid::cli::write_output(text);
  if (error == 0) return ExitStatus::ok;
  complainer.say(
      fmt::format("cannot write the output: {}", std::generic_category().message(error)));
  return ExitStatus::output;
}

ExitStatus run(int argc, char** argv, const upshid::cli::Complainer& complainer) {
  const auto options = upshid::poweroff::parse_options(argc, argv);
  if (!options) {
    complainer.say(fmt::format("{}; try {} --help", options.error().what, program));
    return ExitStatus::usage;
  }
  if (options->mode == Mode::help) return print(upshid::poweroff::help_text(), complainer);
  if (options->mode == Mode::version)
    return print(fmt::format("{} {}\n", program, upshid::version()), complainer);
  return act(*options);
}

}  // namespace

int main(int argc, char** argv) {
  upshid::cli::prepare_standard_streams();
  upshid::transport::spare_libusb_the_discovery();
  const upshid::cli::Complainer complainer(program);
  try {
    return static_cast<int>(run(argc, argv, complainer));
  } catch (const std::exception& failure) {
    // The library reports by value; this is memory running out.
    complainer.say(failure.what());
    return static_cast<int>(ExitStatus::io);
  }
}
