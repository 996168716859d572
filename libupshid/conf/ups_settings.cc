#include "conf/ups_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "base/text.h"
#include "conf/accepted_keys.h"
#include "conf/complaint.h"
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
    NumberKey{"pollinterval", 1, max_seconds, "a whole number of seconds, 1 or more",
              [](UpsSettings& s, std::int64_t n) { s.pollinterval = std::chrono::seconds(n); }},
    NumberKey{"pollfreq", 1, max_seconds, "a whole number of seconds, 1 or more",
              [](UpsSettings& s, std::int64_t n) { s.pollfreq = std::chrono::seconds(n); }},
    NumberKey{"lbrb_log_delay_sec", 0, max_seconds, "a whole number of seconds, 0 or more",
              [](UpsSettings& s, std::int64_t n) { s.lbrb_log_delay = std::chrono::seconds(n); }},
    NumberKey{"sdorder", -1, 1000, "-1 (never) or 0 or more",
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

constexpr std::string_view tested_key = "commands_tested";
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
  SettingsReader(const std::string& path, Complaints& complaints, UpsSettings from = {})
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
    } else if (same(entry.key, tested_key)) {
      read_tested(entry);
    } else if (has_prefix(entry.key, default_prefix)) {
      read_variable(settings_.defaults, entry, default_prefix);
    } else if (has_prefix(entry.key, override_prefix)) {
      read_variable(settings_.overrides, entry, override_prefix);
    } else if (!use_of_key(entry.key)) {
      warn(ComplaintCode::unknown_name, entry.at,
           fmt::format("unknown key \"{}\"; ignored", entry.key));
    }
  }

  UpsSettings take() && { return std::move(settings_); }

 private:
  void warn(ComplaintCode code, Position at, std::string what) {
    complaints_.push_back(complaint_at(path_, {code, Severity::warning, at, std::move(what)}));
  }

  bool has_value(const Entry& entry) {
    if (!entry.is_flag) return true;
    warn(ComplaintCode::missing_value, entry.at,
         fmt::format("\"{0}\" has no value; expected \"{0} = ...\"; ignored", entry.key));
    return false;
  }

  void read_pattern(const PatternKey& key, const Entry& entry) {
    if (!has_value(entry)) return;
    const auto checked = check_pattern(entry.value);
    if (!checked) {
      warn(ComplaintCode::bad_value, entry.value_at,
           fmt::format("{} = \"{}\": {}; expected an extended regular expression; it matches no "
                       "device",
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
      warn(ComplaintCode::bad_value, entry.value_at,
           fmt::format("{} = \"{}\": expected {}; ignored", key.name, entry.value, key.expected));
    }
  }

  // NUT sets a flag that is present, whatever its value; "= 1" is common, "= no" a trap.
  void read_flag(const FlagKey& key, const Entry& entry) {
    for (const std::string_view no : {"0", "no", "off", "false"}) {
      if (!entry.is_flag && same(entry.value, no)) {
        warn(ComplaintCode::bad_value, entry.value_at,
             fmt::format("{} = \"{}\": expected \"{}\" alone; a flag takes no value", key.name,
                         entry.value, key.name));
      }
    }
    key.set(settings_);
  }

  void read_tested(const Entry& entry) {
    if (!has_value(entry)) return;
    if (is_usb_id(entry.value)) {
      settings_.commands_tested = entry.value;
    } else {
      warn(ComplaintCode::bad_value, entry.value_at,
           fmt::format("{} = \"{}\": expected the id of the UPS, such as 0764:0501; ignored",
                       tested_key, entry.value));
    }
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

  const std::string& path_;
  Complaints& complaints_;
  UpsSettings settings_;
};

bool is_usb_hid_driver(std::string_view driver) {
  return driver == "usbhid-ups" || driver == "upshid";
}

// check_globals() reports what is wrong with them, once.
UpsSettings read_globals(std::span<const Entry> globals) {
  const std::string path;
  Complaints reported_already;
  SettingsReader reader(path, reported_already);
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
      find_key(flag_keys, key) || same(key, tested_key) || has_prefix(key, default_prefix) ||
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

void check_globals(std::span<const Entry> globals, const std::string& path,
                   Complaints& complaints) {
  SettingsReader reader(path, complaints);
  for (const Entry& entry : globals) {
    if (same(entry.key, "pollinterval")) {
      reader.read(entry, true);
    } else if (!use_of_global_key(entry.key)) {
      complaints.push_back(complaint_at(
          path,
          {ComplaintCode::unknown_name, Severity::warning, entry.at,
           fmt::format("unknown key \"{}\" before the first [section]; ignored", entry.key)}));
    }
  }
}

UpsSettings read_settings(std::span<const Entry> entries, std::span<const Entry> globals,
                          const std::string& path, Complaints& complaints) {
  bool ours = true;
  for (const Entry& entry : entries) {
    if (same(entry.key, "driver") && !entry.is_flag) ours = is_usb_hid_driver(entry.value);
  }
  SettingsReader reader(path, complaints, read_globals(globals));
  for (const Entry& entry : entries) reader.read(entry, ours);
  return std::move(reader).take();
}

}  // namespace upshid::conf
