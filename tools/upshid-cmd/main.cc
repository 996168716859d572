// upshid-cmd: sends instant commands as upscmd does, directly over USB.

#include <fmt/format.h>
#include <unistd.h>
#include <upshid/upshid.h>

#include "cli/control.h"
#include "upshid-cmd/follow.h"

namespace {

using upshid::cli::Answer;
using upshid::cli::Complainer;
using upshid::cli::Control;
using upshid::cli::ControlOptions;
using upshid::cli::ExitStatus;

Answer list(const upshid::Ups& ups, const ControlOptions& options) {
  std::string out = fmt::format("Instant commands supported on UPS [{}]:\n\n",
                                options.ups.empty() ? ups.name() : options.ups);
  for (const upshid::InstantCommand& command : ups.commands()) {
    out += fmt::format("{} - {}{}\n", command.name, command.description,
                       upshid::cli::untested_mark(command.is_untested));
  }
  return {out, ExitStatus::ok};
}

// Existing scripts for upscmd have neither a terminal nor --yes; their commands are intended.
bool lacks_consent(const upshid::CommandPlan& plan, const ControlOptions& options) {
  return plan.cuts_power && !options.yes && ::isatty(STDIN_FILENO) == 1;
}

Answer command(upshid::Ups& ups, const ControlOptions& options, Control& control) {
  const auto plan = ups.plan_run(options.name, options.value);
  if (control.signals().came()) return {};
  if (!plan) return control.fail(plan.error(), "INSTCMD");
  if (options.dry_run) return {upshid::cli::dry_run_text(*plan, options.force), ExitStatus::ok};
  // One that run() refuses needs no consent.
  if (plan->cuts_power && (options.force || !plan->is_untested)) {
    for (const std::string& effect : plan->effects) {
      control.say(fmt::format("{} on {}: {}", plan->name, ups.name(), effect));
    }
    if (lacks_consent(*plan, options)) {
      control.say("nothing was written; to confirm, add --yes");
      return {{}, ExitStatus::refused};
    }
  }
  const std::string before = options.wait ? upshid::cmd::test_result(ups) : "";
  const auto outcome = ups.run(options.name, options.value, {.force = options.force});
  if (!outcome) {
    return control.signals().came() ? Answer{} : control.fail(outcome.error(), "INSTCMD");
  }
  Answer told = control.tell(*outcome);
  if (told.status != ExitStatus::ok || !options.wait) return told;
  control.lift_time_limit();
  return upshid::cmd::follow_test(ups, before, control);
}

Answer perform(const ControlOptions& options, const Complainer& complainer) {
  Control control(options, complainer, "upscmd");
  auto ups = control.open();
  if (!ups) return control.failure();
  if (options.list) return list(*ups, options);
  return command(*ups, options, control);
}

Answer run(int argc, char** argv, const Complainer& complainer) {
  // As NUT's.
  if (argc == 1 && !upshid::cli::nut_name(argv).empty()) return {upshid::cli::command_help()};
  return upshid::cli::run_control(upshid::cli::parse_command_options(argc, argv),
                                  upshid::cli::command_help, complainer, perform);
}

}  // namespace

int main(int argc, char** argv) {
  return upshid::cli::run_tool("upshid-cmd", argc, argv, run);
}
