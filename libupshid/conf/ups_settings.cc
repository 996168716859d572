#include "conf/ups_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "base/text.h"
#include "conf/accepted_keys.h"
#include "conf/ups_conf.h"
#include "conf/usb_match.h"

namespace upshid::conf {

namespace {

constexpr std::int64_t max_seconds = std::numeric_limits<std::int32_t>::max();

// One kind of value has one way of being wrong.
struct TextKey {
  std::string_view name;
  std::optional<std::string> UpsSettings::*member;
};
struct PatternKey {
  std::string_view name;
  std::optional<std::string> UsbPatterns::*member;
};
struct NumberKey {
  std::string_view name;
  std::int64_t min;
  std::int64_t max;
  std::string_view expected;
  void (*set)(UpsSettings&, std::int64_t);
};
struct FlagKey {
  std::string_view name;
  void (*set)(UpsSettings&);
};

constexpr std::array text_keys{
    TextKey{"driver", &UpsSettings::driver},
    TextKey{"port", &UpsSettings::port},
    TextKey{"desc", &UpsSettings::desc},
};

constexpr std::array pattern_keys{
    PatternKey{"vendorid", &UsbPatterns::vendorid},
    PatternKey{"productid", &UsbPatterns::productid},
    PatternKey{"vendor", &UsbPatterns::vendor},
    PatternKey{"product", &UsbPatterns::product},
    PatternKey{"serial", &UsbPatterns::serial},
    PatternKey{"bus", &UsbPatterns::bus},
    PatternKey{"busport", &UsbPatterns::busport},
    PatternKey{"device", &UsbPatterns::device},
};

constexpr std::array number_keys{
    NumberKey{"offdelay", -max_seconds, max_seconds, "a whole number of seconds",
              [](UpsSettings& s, std::int64_t n) { s.offdelay = std::chrono::seconds(n); }},
    NumberKey{"ondelay", -max_seconds, max_seconds, "a whole number of seconds",
              [](UpsSettings& s, std::int64_t n) { s.ondelay = std::chrono::seconds(n); }},
    NumberKey{"lowbatt", 0, 100, "a percentage from 0 to 100",
              [](UpsSettings& s, std::int64_t n) { s.lowbatt = static_cast<int>(n); }},
    NumberKey{"pollinterval", 1, max_seconds, "a whole number of seconds from 1 on",
              [](UpsSettings& s, std::int64_t n) { s.pollinterval = std::chrono::seconds(n); }},
    NumberKey{"pollfreq", 1, max_seconds, "a whole number of seconds from 1 on",
              [](UpsSettings& s, std::int64_t n) { s.pollfreq = std::chrono::seconds(n); }},
    NumberKey{"lbrb_log_delay_sec", 0, max_seconds, "a whole number of seconds from 0 on",
              [](UpsSettings& s, std::int64_t n) { s.lbrb_log_delay = std::chrono::seconds(n); }},
    NumberKey{"sdorder", -1, 1000, "-1 (never) or the place in the order of shutdown from 0 on",
              [](UpsSettings& s, std::int64_t n) { s.sdorder = static_cast<int>(n); }},
};

// NUT's code knows onlinedischarge and, since 2.8.2, onlinedischarge_onbattery; its manual page
// says onlinedischarge_battery.
constexpr std::array flag_keys{
    FlagKey{"ignorelb", [](UpsSettings& s) { s.ignorelb = true; }},
    FlagKey{"lbrb_log_delay_without_calibrating",
            [](UpsSettings& s) { s.lbrb_log_delay_without_calibrating = true; }},
    FlagKey{"pollonly", [](UpsSettings& s) { s.pollonly = true; }},
    FlagKey{"disable_fix_report_desc", [](UpsSettings& s) { s.disable_fix_report_desc = true; }},
    FlagKey{"onlinedischarge",
            [](UpsSettings& s) { s.online_discharge = OnlineDischarge::on_battery; }},
    FlagKey{"onlinedischarge_onbattery",
            [](UpsSettings& s) { s.online_discharge = OnlineDischarge::on_battery; }},
    FlagKey{"onlinedischarge_battery",
            [](UpsSettings& s) { s.online_discharge = OnlineDischarge::on_battery; }},
    FlagKey{"onlinedischarge_calibration",
            [](UpsSettings& s) { s.online_discharge = OnlineDischarge::calibrating; }},
};

constexpr std::string_view default_prefix = "default.";
constexpr std::string_view override_prefix = "override.";

bool same(std::string_view a, std::string_view b) {
  return base::compare_no_case(a, b) == 0;
}

template <class Table>
const typename Table::value_type* find_key(const Table& table, std::string_view key) {
  const auto at = std::find_if(table.begin(), table.end(),
                               [key](const auto& row) { return same(row.name, key); });
  return at == table.end() ? nullptr : &*at;
}

bool has_prefix(std::string_view key, std::string_view prefix) {
  return key.size() > prefix.size() && same(key.substr(0, prefix.size()), prefix);
}

class SettingsReader {
 public:
  SettingsReader(std::string_view path, std::vector<std::string>& complaints, UpsSettings from = {})
      : path_(path), complaints_(complaints), settings_(std::move(from)) {}

  void read(const Entry& entry, bool ours) {
    if (const auto* text = find_key(text_keys, entry.key)) {
      if (has_value(entry)) settings_.*(text->member) = entry.value;
    } else if (!ours) {
      return;  // Another driver's keys are that driver's business.
    } else if (const auto* pattern = find_key(pattern_keys, entry.key)) {
      read_pattern(*pattern, entry);
    } else if (const auto* number = find_key(number_keys, entry.key)) {
      read_number(*number, entry);
    } else if (const auto* flag = find_key(flag_keys, entry.key)) {
      read_flag(*flag, entry);
    } else if (has_prefix(entry.key, default_prefix)) {
      read_variable(settings_.defaults, entry, default_prefix);
    } else if (has_prefix(entry.key, override_prefix)) {
      read_variable(settings_.overrides, entry, override_prefix);
    } else if (!use_of_key(entry.key)) {
      complain(
          entry.at,
          fmt::format("unknown key \"{}\", expected one of usbhid-ups; it is ignored", entry.key));
    }
  }

  UpsSettings take() && { return std::move(settings_); }

 private:
  void complain(Position at, std::string_view what) {
    complaints_.push_back(complaint(path_, at, what));
  }

  bool has_value(const Entry& entry) {
    if (!entry.is_flag) return true;
    complain(entry.at, fmt::format("\"{0}\" without a value, expected \"{0} = ...\"; it is ignored",
                                   entry.key));
    return false;
  }

  void read_pattern(const PatternKey& key, const Entry& entry) {
    if (!has_value(entry)) return;
    const auto checked = check_pattern(entry.value);
    if (!checked) {
      complain(entry.value_at,
               fmt::format("{} = \"{}\": {}, expected an extended regular expression; "
                           "it matches no device",
                           key.name, entry.value, checked.error().what));
    }
    settings_.match.*(key.member) = entry.value;
  }

  void read_number(const NumberKey& key, const Entry& entry) {
    if (!has_value(entry)) return;
    const auto number = base::parse_integer(entry.value);
    if (number && *number >= key.min && *number <= key.max) {
      key.set(settings_, *number);
    } else {
      complain(entry.value_at, fmt::format("{} = \"{}\", expected {}; it is ignored", key.name,
                                           entry.value, key.expected));
    }
  }

  // To NUT a flag is set by being there, whatever its value; "= 1" is common, "= no" a trap.
  void read_flag(const FlagKey& key, const Entry& entry) {
    for (const std::string_view no : {"0", "no", "off", "false"}) {
      if (!entry.is_flag && same(entry.value, no)) {
        complain(entry.value_at,
                 fmt::format("{} = \"{}\", expected \"{}\" alone; a flag is set by being there",
                             key.name, entry.value, key.name));
      }
    }
    key.set(settings_);
  }

  void read_variable(std::vector<std::pair<std::string, std::string>>& into, const Entry& entry,
                     std::string_view prefix) {
    if (!has_value(entry)) return;
    const std::string name = entry.key.substr(prefix.size());
    for (auto& [known, value] : into) {
      if (same(known, name)) {
        value = entry.value;
        return;
      }
    }
    into.emplace_back(name, entry.value);
  }

  std::string_view path_;
  std::vector<std::string>& complaints_;
  UpsSettings settings_;
};

bool is_usb_hid_driver(std::string_view driver) {
  return driver == "usbhid-ups" || driver == "upshid";
}

// What is wrong with them is told once, by check_globals().
UpsSettings read_globals(std::span<const Entry> globals) {
  std::vector<std::string> told_already;
  SettingsReader reader({}, told_already);
  for (const Entry& entry : globals) {
    if (same(entry.key, "pollinterval")) reader.read(entry, true);
  }
  return std::move(reader).take();
}

}  // namespace

bool UpsSettings::is_usb_hid() const {
  return !driver || is_usb_hid_driver(*driver);
}

std::optional<KeyUse> use_of_key(std::string_view key) {
  if (find_key(text_keys, key) || find_key(pattern_keys, key) || find_key(number_keys, key) ||
      find_key(flag_keys, key) || has_prefix(key, default_prefix) ||
      has_prefix(key, override_prefix)) {
    return same(key, "port") ? KeyUse::ignored : KeyUse::used;
  }
  if (is_accepted_key(key)) return KeyUse::ignored;
  return std::nullopt;
}

std::optional<KeyUse> use_of_global_key(std::string_view key) {
  if (same(key, "pollinterval")) return KeyUse::used;
  if (is_accepted_global_key(key)) return KeyUse::ignored;
  return std::nullopt;
}

void check_globals(std::span<const Entry> globals, std::string_view path,
                   std::vector<std::string>& complaints) {
  SettingsReader reader(path, complaints);
  for (const Entry& entry : globals) {
    if (same(entry.key, "pollinterval")) {
      reader.read(entry, true);
    } else if (!use_of_global_key(entry.key)) {
      complaints.push_back(complaint(path, entry.at,
                                     fmt::format("unknown key \"{}\" before the first [section], "
                                                 "expected one of NUT's; it is ignored",
                                                 entry.key)));
    }
  }
}

UpsSettings read_settings(std::span<const Entry> entries, std::span<const Entry> globals,
                          std::string_view path, std::vector<std::string>& complaints) {
  bool ours = true;
  for (const Entry& entry : entries) {
    if (same(entry.key, "driver") && !entry.is_flag) ours = is_usb_hid_driver(entry.value);
  }
  SettingsReader reader(path, complaints, read_globals(globals));
  for (const Entry& entry : entries) reader.read(entry, ours);
  return std::move(reader).take();
}

}  // namespace upshid::conf
