#include "upshid-poweroff/cut.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace upshid::poweroff {

namespace {

// systemd-shutdown waits for its programs 90 s (DefaultTimeoutStopSec), and kills them then.
constexpr int max_attempts = 8;
constexpr std::chrono::milliseconds pause{1500};

// As NUT's drivers try them (upsdrv_shutdown of usbhid-ups), with the one after which the power
// stays off last.
constexpr std::array<std::string_view, 2> come_back{"shutdown.return", "shutdown.reboot"};
constexpr std::string_view stays_off = "load.off.delay";

bool has(const std::vector<InstantCommand>& offered, std::string_view name) {
  return std::ranges::any_of(
      offered, [name](const InstantCommand& command) { return command.name == name; });
}

std::optional<bool> read_mains(Ups& ups) {
  const auto snapshot = ups.read();
  if (!snapshot || (!snapshot->on_battery() && !snapshot->on_line_power())) return std::nullopt;
  return snapshot->on_line_power();
}

// Whether the UPS will act, as far as it can be known: one that keeps another delay than it was
// told counts down all the same, and one that took the command and cannot be read may do so.
bool counts_down(const Outcome& outcome) {
  const bool is_known = outcome.confirmation == Confirmation::changed ||
                        outcome.confirmation == Confirmation::unconfirmed;
  if (!is_known || outcome.kept.empty()) return true;
  const auto kept = base::parse_number(outcome.kept);
  return kept && *kept > 0;
}

class Attempt {
 public:
  Attempt(const watch::Target& target, const Surroundings& around)
      : target_(target), around_(around) {}

  // True when there is nothing left to try.
  bool make() {
    OpenOptions open = around_.open;
    open.section = target_.name;
    auto ups = Ups::open(target_.address, open);
    if (target_.shutdown_order < 0) {
      // Only to know whether this machine has to be started again: one try.
      if (ups) cut_.mains = read_mains(*ups);
      say("sdorder = -1: its power is left on");
      return true;
    }
    if (!ups) return fail(ups.error());
    const auto offered = ups->commands();
    // Only where it decides is the UPS asked for its state: each transfer may be the one that
    // hangs.
    if (commands_to_try(offered, std::nullopt).empty()) cut_.mains = read_mains(*ups);
    const auto names = commands_to_try(offered, cut_.mains);
    if (names.empty()) {
      say(cut_.mains.value_or(false)
              ? "mains are back, and this UPS has no command after which the power would come "
                "back: it is left on"
              : "this UPS has no command to cut its power");
      cut_.status = cli::ExitStatus::unsupported;
      return true;
    }
    for (const std::string& name : names) {
      if (command(*ups, name)) return true;
    }
    cut_.mains = read_mains(*ups);
    return false;
  }

  const Cut& cut() const { return cut_; }

 private:
  bool command(Ups& ups, const std::string& name) {
    const auto plan = ups.plan_run(name);
    if (!plan) return fail(plan.error());
    const std::string effects = fmt::format("{}", fmt::join(plan->effects, ", "));
    if (around_.dry_run) {
      say(fmt::format("{} would be sent: {}", name, effects));
    } else {
      const auto outcome = ups.run(name);
      if (!outcome) return fail(outcome.error());
      if (!counts_down(*outcome)) return fail_unconfirmed(name, *outcome);
      say(fmt::format("{} was sent: {}{}{}", name, effects, outcome->remark.empty() ? "" : "; ",
                      outcome->remark));
    }
    cut_.is_commanded = true;
    cut_.status = cli::ExitStatus::ok;
    return true;
  }

  bool fail(const Error& error) {
    cut_.status = cli::exit_status_of(error);
    return complain(error.text());
  }

  bool fail_unconfirmed(const std::string& name, const Outcome& outcome) {
    cut_.status = cli::ExitStatus::unconfirmed;
    return complain(fmt::format("{} was sent, and nothing comes of it: {}", name, outcome.remark));
  }

  bool complain(std::string text) {
    // The same words at each attempt would push the first off the console.
    if (text != told_) say(text);
    told_ = std::move(text);
    return false;
  }

  void say(const std::string& text) const {
    around_.say(fmt::format("{}: {}", target_.name, text));
  }

  const watch::Target& target_;
  const Surroundings& around_;
  Cut cut_;
  std::string told_;
};

}  // namespace

std::vector<std::string> commands_to_try(const std::vector<InstantCommand>& offered,
                                         std::optional<bool> mains) {
  std::vector<std::string> out;
  for (const std::string_view name : come_back) {
    if (has(offered, name)) out.emplace_back(name);
  }
  // Without mains the power goes anyway, with the last of the battery.
  const bool is_out = mains && !*mains;
  if (out.empty() && is_out && has(offered, stays_off)) out.emplace_back(stays_off);
  return out;
}

std::vector<watch::Target> in_shutdown_order(std::vector<watch::Target> targets) {
  // Those that stay on last: a look at one may hang, and must not delay a cut.
  std::ranges::stable_sort(targets, {}, [](const watch::Target& target) {
    return std::pair(target.shutdown_order < 0, target.shutdown_order);
  });
  return targets;
}

Cut cut_power(const watch::Target& target, const Surroundings& around) {
  Attempt attempt(target, around);
  for (int i = 0; i < max_attempts; ++i) {
    if (i > 0) around.sleep(pause);
    if (attempt.make()) break;
  }
  return attempt.cut();
}

}  // namespace upshid::poweroff
