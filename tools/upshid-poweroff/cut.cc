#include "upshid-poweroff/cut.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"

namespace upshid::poweroff {

namespace {

// systemd-shutdown waits for its programs 90 s (DefaultTimeoutStopSec), and kills them then.
constexpr int most_attempts = 8;
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
  if (!snapshot || snapshot->stale()) return std::nullopt;
  const Variable* status = snapshot->find("ups.status");
  if (status == nullptr) return std::nullopt;
  const auto words = base::words(status->value);
  const auto said = [&words](std::string_view word) {
    return std::ranges::find(words, word) != words.end();
  };
  if (said("OB")) return false;
  return said("OL") ? std::optional(true) : std::nullopt;
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
    auto ups = Ups::open(target_.address, around_.open);
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

std::vector<OrderedTarget> in_shutdown_order(const watch::Configuration& configuration) {
  std::vector<OrderedTarget> out;
  for (const watch::Target& target : configuration.targets) {
    const auto order = configuration.shutdown_order.find(target.name);
    out.push_back({order == configuration.shutdown_order.end() ? 0 : order->second, target});
  }
  std::ranges::stable_sort(out, {}, &OrderedTarget::order);
  return out;
}

Cut leave_power_on(const watch::Target& target, const Surroundings& around) {
  Cut cut;
  if (auto ups = Ups::open(target.address, around.open)) cut.mains = read_mains(*ups);
  around.say(fmt::format("{}: sdorder = -1: its power is left on", target.name));
  return cut;
}

Cut cut_power(const watch::Target& target, const Surroundings& around) {
  Attempt attempt(target, around);
  for (int i = 0; i < most_attempts; ++i) {
    if (i > 0) around.sleep(pause);
    if (attempt.make()) break;
  }
  return attempt.cut();
}

}  // namespace upshid::poweroff
