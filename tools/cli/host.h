#ifndef UPSHID_CLI_HOST_H
#define UPSHID_CLI_HOST_H

#include <optional>
#include <string>
#include <string_view>

namespace upshid::cli {

// The parts of upsc's "ups[@host[:port]]".
struct UpsAtHost {
  std::string ups;
  std::string host;  // Empty if none was given.
};

// nullopt if upsc prints "invalid UPS definition". The name of a device (0764:0501, serial:TEXT,
// usb:PORT, virtual:PROFILE, recording:FILE, /dev/NODE) is accepted although it has a colon.
std::optional<UpsAtHost> parse_ups_at_host(std::string_view text);

// Whether the name is one of these forms, which need no ups.conf.
bool names_a_device(std::string_view ups);

// Whether `host` is this machine, by any of its names and addresses.
bool is_this_machine(std::string_view host);

}  // namespace upshid::cli

#endif
