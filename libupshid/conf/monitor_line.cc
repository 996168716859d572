#include "conf/monitor_line.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace upshid::conf {

namespace {

std::optional<std::uint16_t> parse_port(std::string_view text) {
  const bool digits =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  const auto port = base::parse_integer(text);
  if (!digits || !port || *port < 1 || *port > 65535) return std::nullopt;
  return static_cast<std::uint16_t>(*port);
}

}  // namespace

std::optional<SystemName> parse_system(std::string_view text) {
  SystemName name;
  const auto at_sign = text.find('@');
  name.ups = std::string(text.substr(0, at_sign));
  if (name.ups.empty() || name.ups.find(':') != std::string::npos) return std::nullopt;
  if (at_sign == std::string_view::npos) return name;

  std::string_view host = text.substr(at_sign + 1);
  std::string_view port;
  if (host.starts_with('[')) {
    const auto bracket = host.find(']');
    if (bracket == std::string_view::npos) return std::nullopt;
    port = host.substr(bracket + 1);
    host = host.substr(1, bracket - 1);
  } else {
    const auto colon = host.find(':');
    if (colon != std::string_view::npos) port = host.substr(colon);
    host = host.substr(0, colon);
  }
  if (host.empty()) return std::nullopt;
  name.host = std::string(host);
  if (port.empty()) return name;
  const auto number = parse_port(port.substr(1));
  if (port.front() != ':' || !number) return std::nullopt;
  name.port = *number;
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

bool Monitor::is_local() const {
  constexpr std::array<std::string_view, 6> names{
      "localhost", "localhost.localdomain", "localhost4", "localhost6", "ip6-localhost", "::1"};
  return host.starts_with("127.") ||
         std::any_of(names.begin(), names.end(), [this](std::string_view name) {
           return base::compare_no_case(host, name) == 0;
         });
}

}  // namespace upshid::conf
