#ifndef UPSHID_CONF_UPS_SETTINGS_H
#define UPSHID_CONF_UPS_SETTINGS_H

// What the entries of one ups.conf section mean, with types.

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

// Which device a section speaks of: POSIX extended regular expressions; see usb_match.h. Absent
// means "any".
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
  std::optional<std::chrono::seconds> ondelay;   // Likewise; -1 is in use.
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

  // Variable name and value of default.NAME and override.NAME, in file order, each name once.
  std::vector<std::pair<std::string, std::string>> defaults;
  std::vector<std::pair<std::string, std::string>> overrides;

  // False when `driver` names a program for other hardware (snmp-ups, dummy-ups): such a section is
  // listed, but it is not ours to open.
  bool is_usb_hid() const;
};

// A key that NUT knows in ups.conf.
enum class KeyUse : unsigned char {
  used,     // Has its meaning here.
  ignored,  // Accepted: about a driver process, a socket, a permission or a log that does not exist
            // here.
};

// What becomes of a key in a section of usbhid-ups; nullopt for one that NUT does not know either.
std::optional<KeyUse> use_of_key(std::string_view key);
// The same for what stands before the first section.
std::optional<KeyUse> use_of_global_key(std::string_view key);

// Complains of unknown keys and wrong values before the first section.
void check_globals(std::span<const Entry> globals, std::string_view path,
                   std::vector<std::string>& complaints);

// Reads a section. Complaints begin with "path:line:column: ". A wrong value leaves its setting
// unset, except a pattern: that stays, and matches nothing, because matching another UPS would be
// worse.
UpsSettings read_settings(std::span<const Entry> entries, std::span<const Entry> globals,
                          std::string_view path, std::vector<std::string>& complaints);

}  // namespace upshid::conf

#endif
