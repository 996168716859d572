#include "conf/this_host.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "base/file.h"
#include "base/line_reader.h"
#include "base/text.h"

namespace upshid::conf {

namespace {

// A block list may have names by the hundred thousand, all beside 127.0.0.1.
constexpr std::size_t max_loopback_names = 256;

std::optional<std::uint16_t> parse_port(std::string_view text) {
  const bool is_digits =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  const auto port = base::parse_integer(text);
  if (!is_digits || !port || *port < 1 || *port > 65535) return std::nullopt;
  return static_cast<std::uint16_t>(*port);
}

std::string text_of(int family, const void* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const char* written =
      ::inet_ntop(family, address, text.data(), static_cast<socklen_t>(text.size()));
  return written == nullptr ? "" : written;
}

// An address in the one form that inet_ntop(3) gives it; empty where it is none.
std::string canonical_address(std::string_view host) {
  const std::string text(host.substr(0, host.find('%')));  // "fe80::1%eth0"
  in_addr v4{};
  if (::inet_aton(text.c_str(), &v4) == 1) return text_of(AF_INET, &v4);
  in6_addr v6{};
  if (::inet_pton(AF_INET6, text.c_str(), &v6) != 1) return {};
  if (IN6_IS_ADDR_V4MAPPED(&v6)) return text_of(AF_INET, &v6.s6_addr[12]);
  return text_of(AF_INET6, &v6);
}

bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address == "::1";
}

template <class Names>
bool has_name(const Names& names, std::string_view host) {
  return std::any_of(std::begin(names), std::end(names), [host](std::string_view name) {
    return base::compare_no_case(name, host) == 0;
  });
}

bool has_address(const OwnNames& own, std::string_view address) {
  return std::find(own.addresses.begin(), own.addresses.end(), address) != own.addresses.end();
}

void add_interfaces(OwnNames& own) {
  ifaddrs* raw = nullptr;
  if (::getifaddrs(&raw) != 0) return;
  const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> list(raw, &::freeifaddrs);
  for (const ifaddrs* one = list.get(); one != nullptr; one = one->ifa_next) {
    if (one->ifa_addr == nullptr) continue;
    std::string address;
    if (one->ifa_addr->sa_family == AF_INET) {
      sockaddr_in v4{};
      std::memcpy(&v4, one->ifa_addr, sizeof(v4));
      address = text_of(AF_INET, &v4.sin_addr);
    } else if (one->ifa_addr->sa_family == AF_INET6) {
      sockaddr_in6 v6{};
      std::memcpy(&v6, one->ifa_addr, sizeof(v6));
      address = text_of(AF_INET6, &v6.sin6_addr);
    }
    if (!address.empty()) own.addresses.push_back(std::move(address));
  }
}

}  // namespace

std::optional<HostPort> parse_host(std::string_view text) {
  std::string_view host = text;
  std::string_view rest;
  if (text.starts_with('[')) {
    const auto bracket = text.find(']');
    if (bracket == std::string_view::npos) return std::nullopt;
    host = text.substr(1, bracket - 1);
    rest = text.substr(bracket + 1);
  } else if (const auto colon = text.find(':'); colon != std::string_view::npos) {
    host = text.substr(0, colon);
    rest = text.substr(colon);
  }
  if (host.empty()) return std::nullopt;
  HostPort out{std::string(host)};
  if (rest.empty()) return out;
  const auto port = parse_port(rest.substr(1));
  if (rest.front() != ':' || !port) return std::nullopt;
  out.port = *port;
  return out;
}

bool is_this_host(std::string_view host, const OwnNames& own) {
  const std::string address = canonical_address(host);
  if (!address.empty()) return is_loopback(address) || has_address(own, address);
  constexpr std::array<std::string_view, 6> names{"localhost",     "localhost.localdomain",
                                                  "localhost4",    "localhost6",
                                                  "ip6-localhost", "ip6-loopback"};
  return has_name(names, host) || has_name(own.names, host);
}

std::string_view name_on_this_host(std::string_view system, const OwnNames& own) {
  const auto at = system.find('@');
  if (at == std::string_view::npos) return system;
  const std::string_view where = system.substr(at + 1);
  const auto parsed = parse_host(where);
  // NUT's own form has brackets; "ups@::1" is what people write.
  return is_this_host(parsed ? parsed->host : where, own) ? system.substr(0, at)
                                                          : std::string_view();
}

void add_hosts_file(OwnNames& own, std::string_view text) {
  const std::vector<std::string> known = own.names;
  base::LineReader lines(text, {});
  while (lines.next()) {
    const auto& words = lines.words();
    if (words.size() < 2) continue;
    const std::string address = canonical_address(words.front());
    const bool is_own =
        has_address(own, address) ||
        (is_loopback(address) && own.names.size() + words.size() <= max_loopback_names) ||
        std::any_of(words.begin() + 1, words.end(),
                    [&known](std::string_view word) { return has_name(known, word); });
    if (is_own) own.names.insert(own.names.end(), words.begin() + 1, words.end());
  }
}

void add_domain(OwnNames& own, std::string_view text) {
  if (own.names.empty()) return;
  base::LineReader lines(text, {});
  while (lines.next()) {
    const auto& words = lines.words();
    if (words.size() < 2 || (words[0] != "search" && words[0] != "domain")) continue;
    own.names.push_back(own.names.front() + "." + std::string(words[1]));
    return;
  }
}

bool is_address(std::string_view host) {
  return !canonical_address(host).empty();
}

OwnNames own_names() {
  OwnNames own;
  add_interfaces(own);
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) == 0 && name.front() != '\0') {
    own.names.emplace_back(name.data());
    own.names.push_back(own.names.front().substr(0, own.names.front().find('.')));
    // What other machines of this network call it, without a name server (RFC 6762).
    own.names.push_back(own.names.back() + ".local");
  }
  // Lists of blocked names may be long.
  constexpr std::size_t max_hosts = std::size_t{16} << 20;
  if (const auto hosts = base::read_file("/etc/hosts", max_hosts)) add_hosts_file(own, *hosts);
  if (const auto resolver = base::read_file("/etc/resolv.conf")) add_domain(own, *resolver);
  return own;
}

}  // namespace upshid::conf
