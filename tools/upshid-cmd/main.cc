// upshid-cmd: instant commands as upscmd gives them, straight to the USB device.

#include <fmt/format.h>
#include <unistd.h>
#include <upshid/upshid.h>

#include "cli/control.h"
#include "upshid-cmd/follow.h"

namespace {

using upshid::cli::Complainer;
using upshid::cli::Control;
using upshid::cli::ControlAnswer;
using upshid::cli::ControlOptions;
using upshid::cli::ExitStatus;

constexpr std::string_view help = R"(usage: upshid-cmd [options] -l [<ups>]
       upshid-cmd [options] <ups> <command> [<value>]

Gives a UPS an instant command, straight to the USB device, as upscmd does through upsd.

  <ups>            a section of ups.conf, "ups" (the only UPS), 0764:0501, serial:TEXT,
                   usb:1-1.2, /dev/hidraw0 or virtual:PROFILE; @localhost may follow
  <command>        one that -l lists
  <value>          seconds, for the commands that take some
  -l               list the commands that <ups> has
  --dry-run        show the reports and bytes, and write nothing
  --yes            go on although the command may cut the load's power; needed where
                   standard input is a terminal
  --wait           after test.battery.start.*: wait for the test's end, print its result
  -w               print SUCCESS for OK, as upscmd -w does
  -u NAME, -p PASSWORD, -t SECONDS
                   for upscmd's sake; they have no meaning here
  --transport KIND auto, hidapi, libusb, virtual or recording[:FILE]
  --confdir DIR    read DIR/ups.conf, not that of /etc/upshid or /etc/nut
  -V, --version    print the version
  -h, --help       print this help

Exit status: 0 done; 1 what upscmd calls an error (unknown UPS, a bad name); 2 wrong
use; 3 no UPS found; 4 permission denied; 5 several UPSes and none named; 6 ups.conf
cannot be used; 7 not a readable UPS; 8 this UPS has no such command, or other host;
9 the write failed; 10 output cannot be written; 12 refused, nothing was written;
13 written, and not confirmed; 14 --wait: the test did not pass. See upshid-cmd(8).
)";

ControlAnswer list(const upshid::Ups& ups, const ControlOptions& options) {
  std::string out = fmt::format("Instant commands supported on UPS [{}]:\n\n",
                                options.ups.empty() ? ups.name() : options.ups);
  for (const upshid::InstantCommand& command : ups.commands()) {
    out += fmt::format("{} - {}\n", command.name, command.description);
  }
  return {out, ExitStatus::ok};
}

// Scripts that give upscmd's commands today have no terminal and no --yes, and mean them.
bool lacks_consent(const upshid::CommandPlan& plan, const ControlOptions& options) {
  return plan.cuts_power && !options.yes && ::isatty(STDIN_FILENO) == 1;
}

ControlAnswer command(upshid::Ups& ups, const ControlOptions& options, const Control& control) {
  const auto plan = ups.plan_run(options.name, options.value);
  if (control.signals().came()) return {};
  if (!plan) return control.fail(plan.error(), "INSTCMD");
  if (options.dry_run) return {upshid::cli::dry_run_text(*plan), ExitStatus::ok};
  if (plan->cuts_power) {
    for (const std::string& effect : plan->effects) {
      control.say(fmt::format("{} on {}: {}", plan->name, ups.name(), effect));
    }
    if (lacks_consent(*plan, options)) {
      control.say("nothing was written; to go on, add --yes");
      return {{}, ExitStatus::refused};
    }
  }
  const std::string before = options.wait ? upshid::cmd::test_result(ups) : "";
  const auto outcome = ups.run(options.name, options.value);
  if (!outcome) {
    return control.signals().came() ? ControlAnswer{} : control.fail(outcome.error(), "INSTCMD");
  }
  ControlAnswer told = control.tell(*outcome);
  if (told.status != ExitStatus::ok || !options.wait) return told;
  return upshid::cmd::follow_test(ups, before, control);
}

ControlAnswer perform(const ControlOptions& options, const Complainer& complainer) {
  Control control(options, complainer, "upscmd");
  auto ups = control.open();
  if (!ups) return control.failure();
  if (options.action == ControlOptions::Action::list) return list(*ups, options);
  return command(*ups, options, control);
}

}  // namespace

int main(int argc, char** argv) {
  return upshid::cli::run_control_tool(upshid::cli::ControlTool::command, "upshid-cmd", help, argc,
                                       argv, perform);
}
