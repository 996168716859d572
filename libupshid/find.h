#ifndef UPSHID_FIND_H
#define UPSHID_FIND_H

// From the name of a UPS to its device.

#include <upshid/device.h>
#include <upshid/ups.h>

#include <string>
#include <string_view>

#include "conf/ups_settings.h"

namespace upshid {

struct Found {
  std::string name;            // the section of ups.conf, otherwise "ups" or the name as given
  conf::UpsSettings settings;  // of the section, or OpenOptions::section; empty without one
  std::vector<std::pair<std::string, std::string>> parameters;  // the section's entries, as written
  DeviceInfo device;
  std::string virtual_spec;  // the text after "virtual:"; then there is no device
  std::string recording;     // the file after "recording:"; likewise
};

Result<Found> find_ups(std::string_view name, const OpenOptions& options, Complaints* complaints);

}  // namespace upshid

#endif
