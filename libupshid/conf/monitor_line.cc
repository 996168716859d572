#include "conf/monitor_line.h"

#include "base/text.h"

namespace upshid::conf {

std::optional<SystemName> parse_system(std::string_view text) {
  SystemName name;
  const auto at_sign = text.find('@');
  name.ups = std::string(text.substr(0, at_sign));
  if (name.ups.empty() || name.ups.find(':') != std::string::npos) return std::nullopt;
  if (at_sign == std::string_view::npos) return name;
  auto host = parse_host(text.substr(at_sign + 1));
  if (!host) return std::nullopt;
  name.on = *std::move(host);
  return name;
}

std::optional<MonitorType> monitor_type(std::string_view name) {
  for (const std::string_view primary : {"primary", "master"}) {
    if (base::compare_no_case(name, primary) == 0) return MonitorType::primary;
  }
  for (const std::string_view secondary : {"secondary", "slave"}) {
    if (base::compare_no_case(name, secondary) == 0) return MonitorType::secondary;
  }
  return std::nullopt;
}

}  // namespace upshid::conf
