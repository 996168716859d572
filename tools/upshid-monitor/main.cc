// upshid-monitor: watches USB UPSes, and shuts this machine down before the power is gone.

#include <fmt/format.h>
#include <upshid/upshid.h>

#include <algorithm>
#include <exception>
#include <system_error>

#include "base/boot_clock.h"
#include "cli/complain.h"
#include "cli/exit_status.h"
#include "cli/standard_streams.h"
#include "daemon/log.h"
#include "transport/libusb.h"
#include "upshid-monitor/daemon.h"
#include "upshid-monitor/once.h"
#include "upshid-monitor/options.h"
#include "upshid-monitor/signals.h"
#include "watch/configuration.h"

namespace {

using upshid::Severity;
using upshid::cli::ExitStatus;
using upshid::daemon::Mode;

constexpr const char* program = "upshid-monitor";

ExitStatus print(const std::string& text, const upshid::cli::Complainer& complainer) {
  const int error = upshid::cli::write_output(text);
  if (error == 0) return ExitStatus::ok;
  complainer.say(
      fmt::format("cannot write the output: {}", std::generic_category().message(error)));
  return ExitStatus::output;
}

ExitStatus once(const upshid::daemon::Options& options,
                const upshid::watch::Configuration& configuration,
                const upshid::cli::Complainer& complainer) {
  for (const auto& remark : configuration.remarks) complainer.say(remark.text);
  upshid::OpenOptions open;
  open.confdir = options.confdir;
  open.clock = upshid::base::boot_time_now;
  const auto foretold = upshid::daemon::read_once(configuration, open);
  const ExitStatus printed = print(foretold.output, complainer);
  return printed == ExitStatus::ok ? foretold.status : printed;
}

ExitStatus watch(upshid::daemon::Options& options, upshid::watch::Configuration configuration) {
  const upshid::daemon::Signals signals;
  upshid::daemon::Log log(options.foreground);
  const auto& targets = configuration.targets;
  const bool some_virtual = std::any_of(targets.begin(), targets.end(),
                                        [](const auto& target) { return target.is_virtual(); });
  // What is tried out must not halt the machine by the commands of its real configuration.
  if (some_virtual && options.confdir.empty() && !options.dry_run) {
    log.self(Severity::notice,
             "virtual UPS without --confdir: running as --dry-run, so that it cannot shut this "
             "machine down");
    options.dry_run = true;
  }
  return upshid::daemon::Daemon(options, std::move(configuration), signals, log).run();
}

ExitStatus run(int argc, char** argv, const upshid::cli::Complainer& complainer) {
  auto options = upshid::daemon::parse_options(argc, argv);
  if (!options) {
    complainer.say(fmt::format("{}; try {} --help", options.error().what, program));
    return ExitStatus::usage;
  }
  if (options->mode == Mode::help)
    return print(std::string(upshid::daemon::help_text()), complainer);
  if (options->mode == Mode::version)
    return print(fmt::format("{} {}\n", program, upshid::version()), complainer);
  auto configuration = upshid::watch::load_configuration(options->request());
  if (!configuration.danger.empty()) {
    upshid::daemon::Log log(true);
    for (const auto& remark : configuration.remarks) log.self(remark.severity, remark.text);
    log.self(Severity::critical, configuration.danger);
    return ExitStatus::configuration;
  }
  if (options->mode == Mode::once) return once(*options, configuration, complainer);
  return watch(*options, std::move(configuration));
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
