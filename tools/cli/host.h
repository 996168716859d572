#ifndef UPSHID_CLI_HOST_H
#define UPSHID_CLI_HOST_H

#include <optional>
#include <string>
#include <string_view>

namespace upshid::cli {

// What stands before and after the '@' of upsc's "ups[@host[:port]]".
struct UpsAtHost {
  std::string ups;
  std::string host;  // Empty where none was given.
};

// nullopt where upsc says "invalid UPS definition". What names a device (0764:0501, serial:TEXT,
// usb:PORT, virtual:PROFILE, recording:FILE, /dev/NODE) is taken as a name although it has a colon.
std::optional<UpsAtHost> parse_ups_at_host(std::string_view text);

// Whether the name is one of the forms above that no ups.conf is needed for.
bool names_a_device(std::string_view ups);

// By any of its names and addresses.
bool is_this_machine(std::string_view host);

}  // namespace upshid::cli

#endif
