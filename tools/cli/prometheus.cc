#include "cli/prometheus.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"

namespace upshid::cli {

namespace {

// Always exported, 0 if ups.status lacks it (--nut.statuses of nut_exporter).
constexpr std::array<std::string_view, 15> flags{"OL",   "OB",      "LB",     "HB",  "RB",
                                                 "CHRG", "DISCHRG", "BYPASS", "CAL", "OFF",
                                                 "OVER", "TRIM",    "BOOST",  "FSD", "SD"};

// The labels of device_info: NUT's device.*, except the uptime.
constexpr std::array<std::string_view, 9> device_labels{
    "model", "mfr", "serial", "type", "description", "contact", "location", "part", "macaddr"};

// One metric: its help text and its samples.
struct Metric {
  std::string help;
  std::string samples;
};
using Metrics = std::map<std::string, Metric>;

// Help texts escape less than labels do.
std::string escaped(std::string_view text, bool is_label) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\\\";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '"' && is_label) {
      out += "\\\"";
    } else {
      out += c;
    }
  }
  return out;
}

// Label values must be UTF-8; strings of a device may be anything.
std::string label(std::string_view text) {
  return escaped(base::valid_utf8(text), true);
}

std::string metric_name(std::string_view variable) {
  std::string out = "network_ups_tools_";
  for (const char c : variable) {
    const char lower = base::to_lower(c);
    const bool is_kept = (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9');
    out += is_kept ? c : '_';
  }
  return out;
}

std::string_view unit_in_words(Unit unit) {
  switch (unit) {
    case Unit::volt:
      return ", in volts";
    case Unit::ampere:
      return ", in amperes";
    case Unit::watt:
      return ", in watts";
    case Unit::volt_ampere:
      return ", in volt-amperes";
    case Unit::hertz:
      return ", in hertz";
    case Unit::percent:
      return ", in percent";
    case Unit::second:
      return ", in seconds";
    case Unit::celsius:
      return ", in degrees Celsius";
    case Unit::ampere_second:
      return ", in ampere-seconds";
    case Unit::none:
      break;
  }
  return "";
}

// The meaning of variables.
constexpr std::array<std::pair<std::string_view, std::string_view>, 26> meanings{{
    {"battery.charge", "Charge of the battery"},
    {"battery.charge.low", "Charge at which the UPS reports a low battery"},
    {"battery.charge.warning", "Charge at which the UPS warns"},
    {"battery.runtime", "Runtime at the present load"},
    {"battery.runtime.low", "Runtime at which the UPS reports a low battery"},
    {"battery.temperature", "Temperature of the battery"},
    {"battery.voltage", "Voltage of the battery"},
    {"battery.voltage.nominal", "Nominal voltage of the battery"},
    {"input.frequency", "Input frequency"},
    {"input.transfer.high", "Voltage above which the UPS switches to battery"},
    {"input.transfer.low", "Voltage below which the UPS switches to battery"},
    {"input.voltage", "Input voltage"},
    {"input.voltage.nominal", "Nominal input voltage"},
    {"output.frequency", "Output frequency"},
    {"output.voltage", "Output voltage"},
    {"output.voltage.nominal", "Nominal output voltage"},
    {"ups.beeper.status", "Whether the beeper is enabled: 1 yes, 0 no"},
    {"ups.delay.shutdown", "Delay from a shutdown command to switching off"},
    {"ups.delay.start", "Delay from the return of line power to switching on"},
    {"ups.load", "Load, relative to the nominal power"},
    {"ups.power", "Apparent power of the load"},
    {"ups.power.nominal", "Nominal apparent power"},
    {"ups.realpower", "Power of the load"},
    {"ups.realpower.nominal", "Nominal power"},
    {"ups.temperature", "Temperature of the UPS"},
    {"ups.timer.shutdown", "Time to the commanded shutdown, negative if there is none"},
}};

std::string help_of(const Variable& variable) {
  std::string out = "Value of the variable";
  for (const auto& [name, meaning] : meanings) {
    if (variable.name == name) out = meaning;
  }
  return fmt::format("{}{} ({})", out, unit_in_words(variable.unit), variable.name);
}

// As nut_exporter reads numbers, except identifiers that look like numbers.
std::optional<double> number_of(const Variable& variable) {
  if (variable.value == "enabled") return 1;
  if (variable.value == "disabled") return 0;
  if (!variable.number) return std::nullopt;
  const auto number = base::parse_number(variable.value);
  if (!number || !std::isfinite(*number)) return std::nullopt;
  return number;
}

// `metric` with a line for this UPS; `labels` begin with a comma.
void add(Metrics& metrics, const std::string& name, std::string_view help, std::string_view ups,
         std::string_view labels, std::string_view value) {
  Metric& metric = metrics[name];
  if (metric.help.empty()) metric.help = help;
  metric.samples += fmt::format("{}{{ups=\"{}\"{}}} {}\n", name, label(ups), labels, value);
}

void add_status(Metrics& metrics, const MeasuredUps& ups) {
  const auto words = ups.snapshot->status().words();
  const auto add_flag = [&](std::string_view flag, bool is_set) {
    add(metrics, metric_name("ups.status"),
        "Whether the UPS is in the state that the flag names: 1 yes, 0 no (ups.status)", ups.name,
        fmt::format(",flag=\"{}\"", label(flag)), is_set ? "1" : "0");
  };
  for (const std::string_view flag : flags) {
    add_flag(flag, std::ranges::find(words, flag) != words.end());
  }
  for (const std::string_view word : words) {
    if (std::ranges::find(flags, word) == flags.end()) add_flag(word, true);
  }
}

void add_device(Metrics& metrics, const MeasuredUps& ups) {
  std::string labels;
  for (const std::string_view name : device_labels) {
    const Variable* variable = ups.snapshot->find(fmt::format("device.{}", name));
    std::string_view value = variable == nullptr ? "" : std::string_view(variable->value);
    if (name == "description" && value.empty()) value = ups.description;
    labels += fmt::format(",{}=\"{}\"", name, label(value));
  }
  add(metrics, "network_ups_tools_device_info", "Which UPS this is; always 1", ups.name, labels,
      "1");
}

}  // namespace

std::string prometheus_text(const std::vector<MeasuredUps>& upses) {
  Metrics metrics;
  for (const MeasuredUps& ups : upses) {
    add(metrics, "upshid_up", "Whether this UPS could be read: 1 yes, 0 no", ups.name, "",
        ups.snapshot ? "1" : "0");
    if (!ups.snapshot) continue;
    add_device(metrics, ups);
    for (const Variable& variable : ups.snapshot->variables()) {
      if (variable.name == "ups.status") {
        add_status(metrics, ups);
      } else if (const auto number = number_of(variable)) {
        add(metrics, metric_name(variable.name), help_of(variable), ups.name, "",
            fmt::format("{}", *number));
      }
    }
  }
  std::string out;
  for (const auto& [name, metric] : metrics) {
    out += fmt::format("# HELP {} {}\n# TYPE {} gauge\n{}", name, escaped(metric.help, false), name,
                       metric.samples);
  }
  return out;
}

}  // namespace upshid::cli
