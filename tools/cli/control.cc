#include "cli/control.h"

#include <fmt/format.h>
#include <unistd.h>

#include <utility>

#include "base/boot_clock.h"
#include "base/text.h"
#include "base/write_all.h"
#include "cli/host.h"
#include "cli/open_failure.h"

namespace upshid::cli {

Answer run_control(Result<ControlOptions> options, std::string (*help)(),
                   const Complainer& complainer,
                   Answer (*perform)(const ControlOptions&, const Complainer&)) {
  return act_on(std::move(options), complainer, help, [&](ControlOptions given) -> Answer {
    if (!given.refusal.empty()) {
      complainer.upsc_error(given.refusal);
      return {{}, ExitStatus::upsc_error};
    }
    given.open.clock = base::boot_time_now;
    return perform(given, complainer);
  });
}

std::string_view untested_mark(bool is_untested) {
  return is_untested ? " (not known to work on this UPS)" : "";
}

std::string dry_run_text(const CommandPlan& plan, bool force) {
  std::string out;
  if (plan.is_untested && !force)
    out += fmt::format("{}: not known to work on this UPS; --force is needed\n", plan.name);
  for (const std::string& effect : plan.effects) out += fmt::format("{}: {}\n", plan.name, effect);
  for (const std::string& note : plan.notes) out += fmt::format("{}: {}\n", plan.name, note);
  for (const PlannedWrite& write : plan.writes) {
    if (write.wait.count() > 0) out += fmt::format("wait {} ms\n", write.wait.count());
    out += fmt::format("feature report 0x{:02x}: {}  ({} = {})\n", write.report_id,
                       base::hex_bytes(write.bytes), write.path, write.logical);
  }
  return out;
}

Control::Control(const ControlOptions& options, const Complainer& complainer,
                 std::string_view nut_tool)
    : options_(options),
      complainer_(complainer),
      nut_tool_(nut_tool),
      limit_(options.time_limit, signals_) {}

std::optional<Ups> Control::open() {
  if (!options_.host.empty() && !is_this_machine(options_.host)) {
    const auto told = fmt::format(
        "{} is another host; upshid commands only the UPSes of this machine. Use: {} {}",
        options_.host, nut_tool_, options_.word);
    status_ = fail(ExitStatus::unsupported, "Not supported", told).status;
    return std::nullopt;
  }
  OpenOptions open = options_.open;
  open.cancel_fd = limit_.fd();
  open.child_process = true;
  Complaints complaints;
  auto ups = Ups::open(options_.ups, open, &complaints);
  if (signals_.came()) return std::nullopt;
  if (!ups) {
    const OpenFailure failure = open_failure(ups.error(), options_.ups, open);
    status_ = fail(failure.status, failure.headline, ups.error().text()).status;
  }
  for (const Complaint& complaint : complaints) complainer_.say(complaint.text());
  if (!ups) return std::nullopt;
  return std::move(*ups);
}

Answer Control::fail(ExitStatus status, std::string_view headline,
                     const std::string& detail) const {
  complainer_.upsc_error(headline);
  if (!detail.empty()) complainer_.say(detail);
  if (limit_.is_over()) complainer_.say(limit_.text());
  return {{}, status};
}

Answer Control::fail(const Error& error, std::string_view word) const {
  if (error.code == Code::unsupported) {
    const bool is_command = word == "INSTCMD";
    return fail(ExitStatus::unsupported,
                is_command ? "ERR CMD-NOT-SUPPORTED" : "ERR VAR-NOT-SUPPORTED", error.text());
  }
  if (error.code == Code::invalid_argument) {
    return fail(ExitStatus::refused,
                word == "INSTCMD" ? "ERR INVALID-ARGUMENT" : "ERR INVALID-VALUE",
                error.text() + "; nothing was written");
  }
  if (error.code == Code::untested) {
    const Answer refused =
        fail(ExitStatus::refused, fmt::format("ERR {}-FAILED", word), error.text());
    complainer_.say(
        "to write it all the same, add --force; if it works, write commands_tested into ups.conf "
        "(see upshid-cmd(8))");
    return refused;
  }
  return fail(exit_status_of(error), fmt::format("ERR {}-FAILED", word), error.text());
}

Answer Control::tell(const Outcome& outcome) const {
  for (const std::string& note : outcome.plan.notes) {
    complainer_.say(fmt::format("{}: {}", outcome.plan.name, note));
  }
  if (!outcome.remark.empty()) complainer_.say(outcome.remark);
  const bool is_doubtful = outcome.confirmation == Confirmation::changed ||
                           outcome.confirmation == Confirmation::unconfirmed;
  if (is_doubtful) return {{}, ExitStatus::unconfirmed};
  (void)base::write_all(STDERR_FILENO, options_.tracked ? "SUCCESS\n" : "OK\n");
  return {};
}

}  // namespace upshid::cli
