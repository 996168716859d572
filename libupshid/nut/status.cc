#include <fmt/format.h>
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

// Without evidence there is no token (a bad read once made a UPS on mains say OB: NUT issue 3557).
std::string_view power_token(const Conditions& is, OnlineDischarge policy) {
  if (is_on_battery(is, policy)) return "OB";
  return is.is_set(Condition::online) ? "OL" : "";
}

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

std::string compose_status(const Conditions& is, OnlineDischarge policy) {
  const auto set = [&is](Condition condition) { return is.is_set(condition); };
  std::string out;
  const auto add = [&out](bool wanted, std::string_view token) {
    if (!wanted || token.empty()) return;
    if (!out.empty()) out += ' ';
    out += token;
  };
  add(!alarms(is).empty(), "ALARM");
  add(is_calibrating(is, policy), "CAL");
  add(true, power_token(is, policy));
  add(set(Condition::discharging) && !set(Condition::depleted), "DISCHRG");
  add(set(Condition::charging) && !set(Condition::fully_charged), "CHRG");
  // Each of the three means that the load will lose power soon.
  add(set(Condition::low_battery) || set(Condition::time_limit_expired) ||
          set(Condition::shutdown_imminent),
      "LB");
  add(set(Condition::overload), "OVER");
  add(set(Condition::replace_battery) || set(Condition::no_battery), "RB");
  add(set(Condition::trim), "TRIM");
  add(set(Condition::boost), "BOOST");
  add(set(Condition::bypass_auto) || set(Condition::bypass_manual), "BYPASS");
  add(set(Condition::eco_mode), "ECO");
  add(set(Condition::off), "OFF");
  return out;
}

}  // namespace upshid
