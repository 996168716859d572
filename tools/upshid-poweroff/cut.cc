#include "upshid-poweroff/cut.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>

#include "base/boot_clock.h"
#include "base/text.h"
#include "watch/power_cut.h"

namespace upshid::poweroff {

namespace {

// systemd-shutdown kills its programs after 90 s (DefaultTimeoutStopSec).
constexpr int max_attempts = 8;
constexpr std::chrono::milliseconds pause{1500};

std::optional<bool> read_line_power(Ups& ups) {
  const auto snapshot = ups.read();
  if (!snapshot || (!snapshot->on_battery() && !snapshot->on_line_power())) return std::nullopt;
  return snapshot->on_line_power();
}

// Whether the UPS will act, as far as that is known: one that stored another delay counts down as
// well, and one that accepted the command and then cannot be read may do so.
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

  // True if nothing is left to try.
  bool make() {
    OpenOptions open = around_.open;
    open.section = target_.name;
    auto ups = Ups::open(target_.address, open);
    if (target_.shutdown_order < 0) {
      // Only to know whether this machine has to be restarted: one try.
      if (ups) cut_.line_power = read_line_power(*ups);
      say("sdorder = -1; leaving it on");
      return true;
    }
    if (!ups) return fail(ups.error());
    const auto offered = ups->commands();
    // The state is read only if it decides: each transfer may be the one that hangs.
    if (watch::commands_to_try(offered, std::nullopt).empty())
      cut_.line_power = read_line_power(*ups);
    const auto names = watch::commands_to_try(offered, cut_.line_power);
    if (names.empty()) {
      say(why_left_on(*ups, offered));
      cut_.status = cli::ExitStatus::unsupported;
      return true;
    }
    for (const std::string& name : names) {
      if (command(*ups, name)) return true;
    }
    cut_.line_power = read_line_power(*ups);
    return false;
  }

  const Cut& cut() const { return cut_; }

 private:
  std::string why_left_on(const Ups& ups, const std::vector<InstantCommand>& offered) const {
    if (const auto untested = watch::untested_command(offered, cut_.line_power)) {
      return fmt::format(
          "{} is not known to work on this UPS ({}), so it is not sent; leaving it on; see "
          "commands_tested in upshid-cmd(8)",
          *untested, ups.device().id());
    }
    return cut_.line_power.value_or(false)
               ? "line power is back, and this UPS cannot cut its power so that it comes back; "
                 "leaving it on"
               : "this UPS has no command to cut its power";
  }

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
      say(fmt::format("sent {}: {}{}{}", name, effects, outcome->remark.empty() ? "" : "; ",
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
    return complain(fmt::format("sent {}, not confirmed: {}", name, outcome.remark));
  }

  bool complain(std::string text) {
    // The same message at each attempt would push the first ones off the console.
    if (text != last_) say(text);
    last_ = std::move(text);
    return false;
  }

  void say(const std::string& text) const {
    around_.say(fmt::format("{}: {}", target_.name, text));
  }

  const watch::Target& target_;
  const Surroundings& around_;
  Cut cut_;
  std::string last_;
};

// Threads that are left alone when their time is up still use it.
struct Together {
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::optional<Cut>> cuts;
};

// Side by side, so that one that hangs keeps no other from being cut.
std::vector<Cut> cut_together(const std::vector<watch::Target>& targets,
                              const Surroundings& around) {
  if (targets.size() == 1) return {cut_power(targets[0], around)};
  const auto together = std::make_shared<Together>();
  together->cuts.resize(targets.size());
  for (std::size_t i = 0; i < targets.size(); ++i) {
    std::thread([together, i, target = targets[i], around] {
      const Cut cut = cut_power(target, around);
      const std::lock_guard lock(together->mutex);
      together->cuts[i] = cut;
      together->changed.notify_all();
    }).detach();
  }
  std::unique_lock lock(together->mutex);
  together->changed.wait_for(lock, around.max_wait, [&] {
    return std::ranges::all_of(together->cuts, [](const auto& cut) { return cut.has_value(); });
  });
  std::vector<Cut> out;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (!together->cuts[i]) {
      around.say(fmt::format("{}: no answer for {} s; not waiting any longer", targets[i].name,
                             around.max_wait.count()));
    }
    out.push_back(together->cuts[i].value_or(
        Cut{cli::exit_status_of(Error{Code::timeout, {}, {}, 0}), false, std::nullopt}));
  }
  return out;
}

}  // namespace

std::vector<watch::Target> in_shutdown_order(std::vector<watch::Target> targets) {
  // Those that stay on come last: reading one may hang, and must not delay a cut.
  std::ranges::stable_sort(targets, {}, [](const watch::Target& target) {
    return std::pair(target.shutdown_order < 0, target.shutdown_order);
  });
  return targets;
}

Surroundings make_surroundings(const std::string& confdir, bool dry_run,
                               std::function<void(const std::string&)> say) {
  Surroundings around;
  around.say = std::move(say);
  around.sleep = [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time); };
  around.open.confdir = confdir;
  around.open.clock = base::boot_time_now;
  around.open.sleep = around.sleep;
  around.dry_run = dry_run;
  return around;
}

Cut cut_power(const watch::Target& target, const Surroundings& around) {
  Attempt attempt(target, around);
  for (int i = 0; i < max_attempts; ++i) {
    if (i > 0) around.sleep(pause);
    if (attempt.make()) break;
  }
  return attempt.cut();
}

std::vector<Cut> cut_in_order(const std::vector<watch::Target>& targets,
                              const Surroundings& around) {
  std::vector<Cut> out;
  for (auto first = targets.begin(); first != targets.end();) {
    const auto last = std::find_if(first, targets.end(), [first](const watch::Target& target) {
      return target.shutdown_order != first->shutdown_order;
    });
    for (const Cut& cut : cut_together({first, last}, around)) out.push_back(cut);
    first = last;
  }
  return out;
}

Cuts cut_all(const watch::Configuration& configuration, const Surroundings& around,
             const std::string& ups) {
  std::vector<watch::Target> targets;
  for (const watch::Target& target : in_shutdown_order(configuration.targets)) {
    const auto* watched = configuration.settings.find(target.name);
    const bool feeds_us = watched != nullptr && watched->power_value > 0;
    if (ups.empty() ? feeds_us : ups == target.name) {
      targets.push_back(target);
    } else if (around.dry_run && ups.empty()) {
      around.say(target.name + ": does not feed this machine: its power is left on");
    }
  }
  Cuts cuts;
  cuts.count = static_cast<int>(targets.size());
  for (const Cut& cut : cut_in_order(targets, around)) {
    cuts.stays_on |= !cut.is_commanded && cut.line_power.value_or(false);
    if (cuts.status == cli::ExitStatus::ok) cuts.status = cut.status;
  }
  return cuts;
}

}  // namespace upshid::poweroff
