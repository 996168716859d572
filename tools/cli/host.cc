#include "cli/host.h"

#include "base/text.h"
#include "conf/this_host.h"

namespace upshid::cli {

namespace {

bool is_usb_id(std::string_view name) {
  return name.size() == 9 && name[4] == ':' && base::parse_hex(name.substr(0, 4)) &&
         base::parse_hex(name.substr(5));
}

}  // namespace

bool names_a_device(std::string_view ups) {
  for (const std::string_view form : {"serial:", "usb:", "virtual:", "recording:", "/dev/"}) {
    if (ups.size() > form.size() && ups.starts_with(form)) return true;
  }
  return is_usb_id(ups);
}

std::optional<UpsAtHost> parse_ups_at_host(std::string_view text) {
  UpsAtHost out;
  // The last one: a serial number may contain a '@'.
  const std::size_t at = text.rfind('@');
  out.ups = text.substr(0, at);
  if (out.ups.empty()) return std::nullopt;
  if (out.ups.find(':') != std::string::npos && !names_a_device(out.ups)) return std::nullopt;
  if (at != std::string_view::npos) {
    auto host = conf::parse_host(text.substr(at + 1));
    if (!host) return std::nullopt;
    out.host = std::move(host->host);
  }
  return out;
}

bool is_this_machine(std::string_view host) {
  return conf::is_this_host(host, {}) || conf::is_this_host(host, conf::own_names());
}

}  // namespace upshid::cli
