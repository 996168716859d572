#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "rehearse/battery.h"
#include "rehearse/words.h"
#include "upshid-sched/rehearse_given.h"

namespace upshid::sched {

namespace {

using rehearsal::duration_text;
using rehearsal::Time;
using std::chrono::seconds;

// No battery of a USB UPS lasts longer; a UPS that reports more does not know.
constexpr Time longest_runtime = std::chrono::hours(48);

Error unknown(std::string what) {
  return {Code::invalid_argument, {}, std::move(what), 0};
}

class Collector {
 public:
  Collector(const Lookup& value, const RehearseOptions& options)
      : value_(value), options_(options) {}

  Result<BatteryGiven> run() && {
    if (auto taken = take_now(); !taken) return taken.error();
    if (auto counted = count(); !counted) return counted.error();
    take_limits();
    rehearsal::Premises& premises = out_.premises;
    premises.margin = options_.margin;
    premises.shutdown_delay = delay("ups.delay.shutdown", 20);
    premises.start_delay = delay("ups.delay.start", 30);
    tell_counted();
    return std::move(out_);
  }

 private:
  std::optional<int> percent(std::string_view name) const {
    const auto value = value_(name);
    if (!value) return std::nullopt;
    return static_cast<int>(std::clamp(std::lround(*value), 0L, 200L));
  }

  std::optional<Time> time(std::string_view name) const {
    const auto value = value_(name);
    if (!value || *value < 0) return std::nullopt;
    const double most = static_cast<double>(longest_runtime.count()) / 1000;
    return seconds(std::lround(std::min(*value, most)));
  }

  // A negative delay means never.
  Time delay(std::string_view name, int otherwise) const {
    const auto value = value_(name);
    if (value && *value < 0) return Time(-1);
    return time(name).value_or(seconds(otherwise));
  }

  Result<void> take_now() {
    charge_ = percent("battery.charge");
    load_ = percent("ups.load");
    runtime_ = time("battery.runtime");
    std::vector<std::string> parts;
    parts.push_back(charge_ ? fmt::format("charge {} %", *charge_) : "charge not reported");
    parts.push_back(load_ ? fmt::format("load {} %", *load_) : "load not reported");
    parts.push_back(runtime_ ? fmt::format("runtime {}", duration_text(*runtime_))
                             : "runtime not reported");
    out_.now = fmt::format("{}", fmt::join(parts, ", "));
    return {};
  }

  // From the reported values to the requested ones: another load, then another charge.
  Result<void> count() {
    if (!charge_) {
      charge_ = 100;
      assumed_.emplace_back("charge 100 %");
    }
    if (options_.runtime) {
      runtime_ = Time(*options_.runtime);
      charge_ = options_.charge.value_or(*charge_);
    } else {
      if (!runtime_) return unknown("this UPS reports no runtime; set it with --runtime");
      if (options_.load) {
        if (!load_ || *load_ < 1)
          return unknown(
              "this UPS reports no load, so --load has no effect; set the runtime with --runtime");
        runtime_ = rehearsal::runtime_at(*runtime_, *load_, *options_.load);
      }
      if (options_.charge && *charge_ > 0) {
        runtime_ = std::chrono::floor<seconds>(*runtime_ * *options_.charge / *charge_);
        charge_ = options_.charge;
      }
    }
    if (*charge_ < 1 || *runtime_ < seconds(1)) {
      return unknown(fmt::format(
          "charge {} % and runtime {} leave nothing to rehearse; try --charge 100 --runtime 1800",
          *charge_, duration_text(*runtime_)));
    }
    out_.premises.charge = std::min(*charge_, 100);
    out_.premises.runtime = *runtime_;
    return {};
  }

  void take_limits() {
    const auto charge_low = percent("battery.charge.low");
    const auto runtime_low = time("battery.runtime.low");
    rehearsal::Premises& premises = out_.premises;
    premises.charge_low = charge_low.value_or(10);
    premises.runtime_low = runtime_low.value_or(Time(0));
    low_ = fmt::format("low below {} %", premises.charge_low);
    if (premises.runtime_low > Time(0))
      low_ += fmt::format(" or {}", duration_text(premises.runtime_low));
    if (!charge_low) assumed_.emplace_back("low below 10 %");
  }

  void tell_counted() {
    const rehearsal::Premises& premises = out_.premises;
    const Time real = premises.runtime * (100 - premises.margin) / 100;
    std::string& text = out_.counted;
    text = fmt::format("lasts {} from {} %: ", duration_text(std::chrono::floor<seconds>(real)),
                       premises.charge);
    text += fmt::format("{}, less {} % (--margin)", source(), premises.margin);
    text += fmt::format("; it falls evenly, and is {}", low_);
    if (!assumed_.empty())
      text += fmt::format(". Assumed, because the UPS does not report it: {}",
                          rehearsal::list_text(assumed_));
  }

  std::string source() const {
    const std::string time = duration_text(out_.premises.runtime);
    if (options_.runtime) return fmt::format("--runtime says {}", time);
    if (options_.load && options_.charge)
      return fmt::format("{} at --load {} and --charge {}", time, *options_.load, *options_.charge);
    if (options_.load) return fmt::format("{} at --load {}", time, *options_.load);
    if (options_.charge) return fmt::format("{} at --charge {}", time, *options_.charge);
    return fmt::format("the UPS reports {}", time);
  }

  const Lookup& value_;
  const RehearseOptions& options_;
  std::optional<int> charge_;
  std::optional<int> load_;
  std::optional<Time> runtime_;
  std::string low_;
  std::vector<std::string> assumed_;
  BatteryGiven out_;
};

}  // namespace

Result<BatteryGiven> battery_given(const Lookup& value, const RehearseOptions& options) {
  return Collector(value, options).run();
}

}  // namespace upshid::sched
