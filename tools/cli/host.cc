#include "cli/host.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <unistd.h>

#include <array>
#include <memory>

#include "base/text.h"

namespace upshid::cli {

namespace {

bool same(std::string_view a, std::string_view b) {
  return base::compare_no_case(a, b) == 0;
}

bool is_port(std::string_view text) {
  const auto port = base::parse_integer(text);
  return port && *port >= 1 && *port <= 65535;
}

bool is_usb_id(std::string_view name) {
  return name.size() == 9 && name[4] == ':' && base::parse_hex(name.substr(0, 4)) &&
         base::parse_hex(name.substr(5));
}

bool is_loopback(const std::string& host) {
  in_addr v4{};
  if (::inet_pton(AF_INET, host.c_str(), &v4) == 1) return ntohl(v4.s_addr) >> 24 == 127;
  in6_addr v6{};
  return ::inet_pton(AF_INET6, host.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

std::string canonical_name(const std::string& name) {
  addrinfo hints{};
  hints.ai_flags = AI_CANONNAME;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* raw = nullptr;
  if (::getaddrinfo(name.c_str(), nullptr, &hints, &raw) != 0) return {};
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> found(raw, &::freeaddrinfo);
  return found->ai_canonname != nullptr ? found->ai_canonname : "";
}

}  // namespace

std::optional<std::string> host_of(std::string_view address) {
  std::string_view host = address;
  std::string_view rest;
  if (address.starts_with('[')) {
    const std::size_t end = address.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    host = address.substr(1, end - 1);
    rest = address.substr(end + 1);
  } else if (const std::size_t colon = address.find(':'); colon != std::string_view::npos) {
    host = address.substr(0, colon);
    rest = address.substr(colon);
  }
  if (host.empty()) return std::nullopt;
  if (!rest.empty() && (rest.front() != ':' || !is_port(rest.substr(1)))) return std::nullopt;
  return std::string(host);
}

bool names_a_device(std::string_view ups) {
  for (const std::string_view form : {"serial:", "usb:", "virtual:", "recording:", "/dev/"}) {
    if (ups.size() > form.size() && ups.starts_with(form)) return true;
  }
  return is_usb_id(ups);
}

std::optional<UpsAtHost> parse_ups_at_host(std::string_view text) {
  UpsAtHost out;
  // The last one: a serial number may have a '@' of its own.
  const std::size_t at = text.rfind('@');
  out.ups = text.substr(0, at);
  if (out.ups.empty()) return std::nullopt;
  if (out.ups.find(':') != std::string::npos && !names_a_device(out.ups)) return std::nullopt;
  if (at != std::string_view::npos) {
    auto host = host_of(text.substr(at + 1));
    if (!host) return std::nullopt;
    out.host = std::move(*host);
  }
  return out;
}

bool is_this_machine(std::string_view host) {
  for (const std::string_view name : {"localhost", "localhost.localdomain", "ip6-localhost"}) {
    if (same(host, name)) return true;
  }
  const std::string asked(host);
  if (is_loopback(asked)) return true;
  std::array<char, 256> buffer{};
  if (::gethostname(buffer.data(), buffer.size() - 1) != 0) return false;
  const std::string own = buffer.data();
  const std::string_view first_label = std::string_view(own).substr(0, own.find('.'));
  if (own.empty()) return false;
  if (same(host, own) || same(host, first_label)) return true;
  const bool is_longer = host.size() > own.size() && host[own.size()] == '.';
  return is_longer && same(host.substr(0, own.size()), own) && same(host, canonical_name(own));
}

}  // namespace upshid::cli
