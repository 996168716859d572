#ifndef UPSHID_CONF_USB_MATCH_H
#define UPSHID_CONF_USB_MATCH_H

// Does a section of ups.conf mean this device? NUT's rules (drivers/usb-common.c): POSIX extended
// regular expressions, letter case ignored, which must match the whole string after white space
// around it is taken off; vendorid and productid are matched against four hexadecimal digits, bus,
// device and busport (the last number of the port path) against three decimal ones.

#include <upshid/device.h>
#include <upshid/result.h>

#include <string>

#include "conf/ups_settings.h"

namespace upshid::conf {

// Error: malformed_config, `what` is regcomp()'s reason.
Result<void> check_pattern(const std::string& pattern);

// False as well when a pattern is malformed.
bool matches(const UsbPatterns& patterns, const DeviceInfo& device);

// "vendorid=0764, serial=.*42", for messages; "any" when nothing is asked for.
std::string describe(const UsbPatterns& patterns);

}  // namespace upshid::conf

#endif
