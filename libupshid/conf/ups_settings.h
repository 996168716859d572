#ifndef UPSHID_CONF_UPS_SETTINGS_H
#define UPSHID_CONF_UPS_SETTINGS_H

// The meaning of the entries of a section of ups.conf.

#include <upshid/complaint.h>
#include <upshid/status.h>

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace upshid::conf {

struct Entry;

// The device of a section, as POSIX extended regular expressions; see usb_match.h. Absent: any.
struct UsbPatterns {
  std::optional<std::string> vendorid;
  std::optional<std::string> productid;
  std::optional<std::string> vendor;
  std::optional<std::string> product;
  std::optional<std::string> serial;
  std::optional<std::string> bus;
  std::optional<std::string> busport;
  std::optional<std::string> device;
};

struct UpsSettings {
  std::optional<std::string> driver;
  std::optional<std::string> port;
  std::optional<std::string> desc;
  UsbPatterns match;

  std::optional<std::chrono::seconds> offdelay;  // Negative: no timed restart, on many models.
  std::optional<std::chrono::seconds> ondelay;   // Negative ones are in use as well.
  std::optional<int> lowbatt;                    // Percent.
  std::optional<std::chrono::seconds> pollinterval;
  std::optional<std::chrono::seconds> pollfreq;
  std::optional<std::chrono::seconds> lbrb_log_delay;
  std::optional<int> sdorder;
  std::optional<OnlineDischarge> online_discharge;
  bool lbrb_log_delay_without_calibrating = false;
  bool ignorelb = false;
  bool pollonly = false;
  bool disable_fix_report_desc = false;
  // upshid's own key: commands_tested = 0764:0501. Someone has tried the commands of the HID
  // standard on the unit with this id; another unit in its place was not tried.
  std::optional<std::string> commands_tested;

  // Variable name and value of default.NAME and override.NAME, in file order, each name once.
  std::vector<std::pair<std::string, std::string>> defaults;
  std::vector<std::pair<std::string, std::string>> overrides;

  // False if `driver` is one for other hardware (snmp-ups, dummy-ups): such a section is listed,
  // but cannot be opened.
  bool is_usb_hid() const;
};

// A key that NUT knows in ups.conf.
enum class KeyUse : unsigned char {
  used,     // Has an effect.
  ignored,  // Accepted; concerns a driver process, a socket, a permission or a log that upshid
            // lacks.
};

// The use of a key in a section of usbhid-ups; nullopt if NUT does not know it either.
std::optional<KeyUse> use_of_key(std::string_view key);
// The same for a key before the first section.
std::optional<KeyUse> use_of_global_key(std::string_view key);

// Complains about unknown keys and wrong values before the first section.
void check_globals(std::span<const Entry> globals, const std::string& path, Complaints& complaints);

// Reads a section. A wrong value leaves its setting unset, except a pattern, which then matches
// nothing: matching another UPS would be worse.
UpsSettings read_settings(std::span<const Entry> entries, std::span<const Entry> globals,
                          const std::string& path, Complaints& complaints);

}  // namespace upshid::conf

#endif
