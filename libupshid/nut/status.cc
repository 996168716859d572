#include <upshid/status.h>

namespace upshid {

namespace {

// The text of ups.alarm for each condition that is one, in the order NUT 2.8.5 lists them.
struct AlarmText {
  Condition condition;
  std::string_view text;
};

constexpr AlarmText alarm_texts[] = {
    {Condition::replace_battery, "Replace battery!"},
    {Condition::shutdown_imminent, "Shutdown imminent!"},
    {Condition::fan_failure, "Fan failure!"},
    {Condition::no_battery, "No battery installed!"},
    {Condition::battery_voltage_low, "Battery voltage too low!"},
    {Condition::battery_voltage_high, "Battery voltage too high!"},
    {Condition::charger_failure, "Battery charger fail!"},
    {Condition::overheat, "Temperature too high!"},
    {Condition::internal_failure, "Internal UPS fault!"},
    {Condition::awaiting_power, "Awaiting power!"},
    {Condition::bypass_auto, "Automatic bypass mode!"},
    {Condition::bypass_manual, "Manual bypass mode!"},
};

}  // namespace

std::vector<std::string_view> alarms(const Conditions& conditions) {
  std::vector<std::string_view> out;
  for (const AlarmText& alarm : alarm_texts) {
    if (conditions.is_set(alarm.condition)) out.push_back(alarm.text);
  }
  return out;
}

bool is_on_battery(const Conditions& is, OnlineDischarge policy) {
  const bool is_discharging = is.is_set(Condition::discharging);
  if (!is.is_known(Condition::online)) return is_discharging;
  return !is.is_set(Condition::online) || (is_discharging && policy == OnlineDischarge::on_battery);
}

bool is_calibrating(const Conditions& is, OnlineDischarge policy) {
  return is.is_set(Condition::calibrating) ||
         (policy == OnlineDischarge::calibrating && is.is_set(Condition::online) &&
          is.is_set(Condition::discharging));
}

Status status_of(const Conditions& is, OnlineDischarge policy) {
  const auto set = [&is](Condition condition) { return is.is_set(condition); };
  // Without evidence neither (a bad read once made a UPS on line power report OB: NUT issue 3557).
  const bool on_battery = is_on_battery(is, policy);
  Status out;
  out.set(StatusWord::alarm, !alarms(is).empty());
  out.set(StatusWord::cal, is_calibrating(is, policy));
  out.set(StatusWord::ob, on_battery);
  out.set(StatusWord::ol, !on_battery && set(Condition::online));
  out.set(StatusWord::dischrg, set(Condition::discharging) && !set(Condition::depleted));
  out.set(StatusWord::chrg, set(Condition::charging) && !set(Condition::fully_charged));
  // Each of the three means that the load will lose power soon.
  out.set(StatusWord::lb, set(Condition::low_battery) || set(Condition::time_limit_expired) ||
                              set(Condition::shutdown_imminent));
  out.set(StatusWord::over, set(Condition::overload));
  out.set(StatusWord::rb, set(Condition::replace_battery) || set(Condition::no_battery));
  out.set(StatusWord::trim, set(Condition::trim));
  out.set(StatusWord::boost, set(Condition::boost));
  out.set(StatusWord::bypass, set(Condition::bypass_auto) || set(Condition::bypass_manual));
  out.set(StatusWord::eco, set(Condition::eco_mode));
  out.set(StatusWord::off, set(Condition::off));
  return out;
}

}  // namespace upshid
