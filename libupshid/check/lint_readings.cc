#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "check/lint.h"

namespace upshid::check {

namespace {

// A limit of a low battery in ups.conf.
struct Limit {
  std::string_view key;
  bool is_runtime;
};

constexpr std::array limits = std::to_array<Limit>({{"lowbatt", false},
                                                    {"override.battery.charge.low", false},
                                                    {"default.battery.charge.low", false},
                                                    {"override.battery.runtime.low", true},
                                                    {"default.battery.runtime.low", true}});

class ReadingsLint {
 public:
  ReadingsLint(const Sources& sources, const std::vector<MeasuredUps>& upses, Findings& findings)
      : sources_(sources), upses_(upses), findings_(findings) {}

  void run() {
    for (const MeasuredUps& ups : upses_) look_at_line(ups);
    for (const conf::UpsSection& section : sources_.ups.sections) {
      if (sources_.configuration.settings.find(section.name) == nullptr) continue;
      if (section.settings.ignorelb) {
        look_for_limits(section);
      } else {
        for (const Limit& limit : limits) look_at_limit(section, limit);
      }
    }
  }

 private:
  void look_at_line(const MeasuredUps& ups) {
    if (!ups.error.empty() || ups.is_line_known) return;
    const bool has_other_sign = ups.reports_discharge && !ups.is_stale;
    findings_.push_back(
        {FindingCode::line_power_unknown,
         Severity::error,
         {},
         {},
         fmt::format("UPS {} does not report whether line power is present{}; {}", ups.name,
                     ups.is_stale ? ": the report that has it cannot be read" : "",
                     has_other_sign ? "an outage would show only by its battery discharging, and "
                                      "its end not at all"
                                    : "an outage would not be noticed, and this machine would run "
                                      "until the battery is empty"),
         fmt::format(
             "unplug its USB cable, plug it in again and repeat this check; if it stays so, "
             "upshid cannot protect this machine with this UPS (see: upshid-status {} "
             "--explain=ups.status)",
             ups.name)});
  }

  const MeasuredUps* measured(const conf::UpsSection& section) const {
    const auto ups = std::find_if(upses_.begin(), upses_.end(), [&](const MeasuredUps& one) {
      return one.name == section.name && one.error.empty();
    });
    return ups == upses_.end() ? nullptr : &*ups;
  }

  // Without limits nothing is ever low.
  void look_for_limits(const conf::UpsSection& section) {
    const MeasuredUps* ups = measured(section);
    if (ups == nullptr || ups->charge_low || ups->runtime_low) return;
    const conf::Entry* entry = section.find("ignorelb");
    findings_.push_back(
        {FindingCode::never_low, Severity::error, sources_.ups.path,
         entry == nullptr ? section.at : entry->value_at,
         fmt::format("ignorelb: {} has neither battery.charge.low nor battery.runtime.low, so its "
                     "battery never counts as low",
                     section.name),
         "add: override.battery.charge.low = 30"});
  }

  // As in NUT, a limit changes what is shown; the UPS decides when its battery is low.
  void look_at_limit(const conf::UpsSection& section, const Limit& limit) {
    const conf::Entry* entry = section.find(limit.key);
    const auto value = entry == nullptr ? std::nullopt : base::parse_number(entry->value);
    if (!value || is_met(*value, limit.is_runtime, measured(section))) return;
    const char* const better = limit.is_runtime ? "SHUTDOWN_RUNTIME" : "SHUTDOWN_CHARGE";
    findings_.push_back(
        {FindingCode::limit_not_used, Severity::warning, sources_.ups.path, entry->value_at,
         fmt::format("{} = {}: without ignorelb this changes what is shown, not when the UPS "
                     "reports a low battery, so this machine does not shut down at it",
                     limit.key, entry->value),
         fmt::format("add ignorelb to [{}], or write {} {} in {}", section.name, better,
                     entry->value, sources_.upshid.path)});
  }

  // By a threshold in upshid.conf, or by the UPS itself.
  bool is_met(double value, bool is_runtime, const MeasuredUps* ups) const {
    const ShutdownThresholds& thresholds = sources_.configuration.settings.thresholds;
    if (is_runtime) {
      if (thresholds.runtime && static_cast<double>(thresholds.runtime->count()) >= value)
        return true;
      return ups != nullptr && ups->runtime_low &&
             static_cast<double>(ups->runtime_low->count()) >= value;
    }
    if (thresholds.charge && *thresholds.charge >= value) return true;
    return ups != nullptr && ups->charge_low && *ups->charge_low >= value;
  }

  const Sources& sources_;
  const std::vector<MeasuredUps>& upses_;
  Findings& findings_;
};

}  // namespace

void lint_readings(const Sources& sources, const std::vector<MeasuredUps>& upses,
                   Findings& findings) {
  ReadingsLint(sources, upses, findings).run();
}

}  // namespace upshid::check
