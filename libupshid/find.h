#ifndef UPSHID_FIND_H
#define UPSHID_FIND_H

// From the name a user typed to the one device it means.

#include <upshid/device.h>
#include <upshid/ups.h>

#include <string>
#include <string_view>

#include "conf/ups_settings.h"

namespace upshid {

struct Found {
  std::string name;            // the section of ups.conf, else "ups" or what was asked for
  conf::UpsSettings settings;  // of the section, or OpenOptions::section; empty without one
  std::vector<std::pair<std::string, std::string>> parameters;  // the section's entries, as written
  DeviceInfo device;
  std::string virtual_spec;  // what follows "virtual:"; then there is no device
  std::string recording;     // the file that follows "recording:"; likewise
};

Result<Found> find_ups(std::string_view name, const OpenOptions& options, Complaints* complaints);

}  // namespace upshid

#endif
