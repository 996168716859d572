#ifndef UPSHID_CONF_MONITOR_LINE_H
#define UPSHID_CONF_MONITOR_LINE_H

// The values of a MONITOR line.

#include <optional>
#include <string>
#include <string_view>

#include "conf/this_host.h"
#include "conf/upsmon_conf.h"

namespace upshid::conf {

// "name[@host[:port]]"; an IPv6 address as host is in brackets.
struct SystemName {
  std::string ups;
  HostPort on{"localhost"};
};

// nullopt if it is malformed: no name, no host after '@', a port outside 1-65535.
std::optional<SystemName> parse_system(std::string_view text);

// Ignores case. "master" and "slave" are the names before NUT 2.8.0.
std::optional<MonitorType> monitor_type(std::string_view name);

}  // namespace upshid::conf

#endif
