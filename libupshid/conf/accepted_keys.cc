#include "conf/accepted_keys.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace upshid::conf {

namespace {

// What NUT 2.8.5's driver core, its USB code and usbhid-ups take.
constexpr std::array<std::string_view, 33> ignored_keys{
    "allow_duplicates",
    "allow_killpower",
    "chroot",
    "debug_min",
    "explore",
    "group",
    "interrupt_pipe_no_events_tolerance",
    "interruptonly",
    "interruptsize",
    "langid_fix",
    "maxreport",
    "maxretry",
    "maxstartdelay",
    "nolock",
    "noscanlangid",
    "onlinedischarge_log_throttle_hovercharge",
    "onlinedischarge_log_throttle_sec",
    "powercom_sdcmd_byte_order_fallback",
    "powercom_sdcmd_discrete_delay",
    "retrydelay",
    "sdcommands",
    "sddelay",
    "statepath",
    "subdriver",
    "synchronous",
    "usb_config_index",
    "usb_hid_desc_index",
    "usb_hid_ep_in",
    "usb_hid_ep_out",
    "usb_hid_rep_index",
    "usb_set_altinterface",
    "user",
    "waitbeforereconnect",
};

constexpr std::array<std::string_view, 12> ignored_globals{
    "chroot", "debug_min", "driverpath", "group",     "maxretry",    "maxstartdelay",
    "nolock", "nowait",    "retrydelay", "statepath", "synchronous", "user",
};

template <class List>
bool contains(const List& list, std::string_view key) {
  return std::any_of(list.begin(), list.end(), [key](std::string_view known) {
    return base::compare_no_case(known, key) == 0;
  });
}

}  // namespace

bool is_accepted_key(std::string_view key) {
  return contains(ignored_keys, key);
}

bool is_accepted_global_key(std::string_view key) {
  return contains(ignored_globals, key);
}

}  // namespace upshid::conf
