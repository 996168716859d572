#ifndef UPSHID_CONF_THIS_HOST_H
#define UPSHID_CONF_THIS_HOST_H

// Whether "ups@host" means this machine. NUT uses the resolver, at every connection. This uses no
// library of the name service and no server: those stay in memory, or hang while the network has no
// power.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace upshid::conf {

struct HostPort {
  std::string host;  // An IPv6 address without its brackets.
  std::uint16_t port = 3493;
};

// "host[:port]"; an IPv6 address is in brackets. nullopt if it is malformed.
std::optional<HostPort> parse_host(std::string_view text);

// The names and addresses of this machine, besides localhost.
struct OwnNames {
  std::vector<std::string> names;
  std::vector<std::string> addresses;  // As inet_ntop(3) writes them.
};

// Whether `host` is one of these, localhost, in 127.0.0.0/8, or ::1. Ignores case.
bool is_this_host(std::string_view host, const OwnNames& own);

// "ups" of "ups[@host[:port]]" if the host is this one, otherwise empty.
std::string_view name_on_this_host(std::string_view system, const OwnNames& own);

// Adds the names in /etc/hosts of loopback addresses, of addresses of this machine, and next to the
// host name: "127.0.1.1 nas.lan nas".
void add_hosts_file(OwnNames& own, std::string_view text);

// Adds the host name with the first domain of resolv.conf(5).
void add_domain(OwnNames& own, std::string_view text);

// From gethostname(2), the interfaces and these files, at present. An address that DHCP has not
// assigned yet is missing.
OwnNames own_names();

// An address, not a name. The addresses of this machine change while it boots and halts.
bool is_address(std::string_view host);

}  // namespace upshid::conf

#endif
