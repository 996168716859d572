#ifndef UPSHID_CONF_ACCEPTED_KEYS_H
#define UPSHID_CONF_ACCEPTED_KEYS_H

// Keys of ups.conf that mean nothing here: they speak of a driver process, its socket, its user,
// its log. A file that was written for NUT is full of them and must pass without noise.

#include <string_view>

namespace upshid::conf {

// In a section of usbhid-ups.
bool is_accepted_key(std::string_view key);

// Before the first section.
bool is_accepted_global_key(std::string_view key);

}  // namespace upshid::conf

#endif
