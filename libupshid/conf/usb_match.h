#ifndef UPSHID_CONF_USB_MATCH_H
#define UPSHID_CONF_USB_MATCH_H

// Whether a section of ups.conf matches a device, by NUT's rules (drivers/usb-common.c): POSIX
// extended regular expressions, ignoring case, that must match the whole string without surrounding
// white space. vendorid and productid are four hexadecimal digits; bus, device and busport (the
// last number of the port path) are three decimal digits.

#include <upshid/device.h>
#include <upshid/result.h>

#include <string>
#include <string_view>

#include "conf/ups_settings.h"

namespace upshid::conf {

// Whether `text` is an id such as "0764:0501".
bool is_usb_id(std::string_view text);

// Errors: malformed_config; `what` is from regcomp().
Result<void> check_pattern(const std::string& pattern);

// Also false if a pattern is malformed.
bool matches(const UsbPatterns& patterns, const DeviceInfo& device);

// "vendorid=0764, serial=.*42", for messages; "any" without patterns.
std::string describe(const UsbPatterns& patterns);

}  // namespace upshid::conf

#endif
