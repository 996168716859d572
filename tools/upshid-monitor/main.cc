// upshid-monitor: watches USB UPSes, and shuts this machine down before the battery is empty.

#include <malloc.h>
#include <upshid/upshid.h>

#include <algorithm>

#include "base/boot_clock.h"
#include "cli/tool.h"
#include "daemon/log.h"
#include "upshid-monitor/daemon.h"
#include "upshid-monitor/once.h"
#include "upshid-monitor/options.h"
#include "upshid-monitor/signals.h"
#include "upshid-monitor/upsmon.h"
#include "watch/configuration.h"

namespace {

using namespace upshid;
using cli::ExitStatus;

cli::Answer once(const daemon::Options& options, const watch::Configuration& configuration,
                 const cli::Complainer& complainer) {
  for (const auto& complaint : configuration.to_log()) complainer.say(complaint.text());
  OpenOptions open;
  open.confdir = options.confdir;
  open.clock = base::boot_time_now;
  const auto foretold = daemon::read_once(configuration, open);
  return {foretold.output, foretold.status};
}

ExitStatus watch_until_stopped(daemon::Options& options, watch::Configuration configuration) {
#ifdef M_ARENA_MAX
  // The threads that ask UPSes mostly wait; a heap of its own for each would cost pages.
  (void)::mallopt(M_ARENA_MAX, 1);
#endif
  const daemon::Signals signals;
  daemon::Log log(options.foreground);
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
  return daemon::Daemon(options, std::move(configuration), signals, log).run();
}

cli::Answer act(daemon::Options options, const cli::Complainer& complainer) {
  auto configuration = watch::load_configuration(options.watch_request());
  if (configuration.danger) {
    daemon::Log log(true);
    for (const auto& complaint : configuration.to_log())
      log.self(complaint.severity, complaint.text());
    log.self(Severity::critical, configuration.danger->text());
    return {{}, ExitStatus::configuration};
  }
  if (options.once) return once(options, configuration, complainer);
  return {{}, watch_until_stopped(options, std::move(configuration))};
}

cli::Answer run(int argc, char** argv, const cli::Complainer& complainer) {
  if (cli::nut_name(argv) == "upsmon") return daemon::run_as_upsmon(argc, argv, complainer);
  return cli::act_on(daemon::parse_options(argc, argv), complainer, daemon::help_text,
                     [&](daemon::Options options) { return act(std::move(options), complainer); });
}

}  // namespace

int main(int argc, char** argv) {
  return upshid::cli::run_tool("upshid-monitor", argc, argv, run);
}
