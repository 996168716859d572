#ifndef UPSHID_CONF_THIS_HOST_H
#define UPSHID_CONF_THIS_HOST_H

// Whether "ups@host" means this machine. NUT asks the resolver, at every connection; here nothing
// is asked that a library of the name service or a server would have to answer: those stay in
// memory, or hang while the network has no power.

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

// "host[:port]"; an IPv6 address is in brackets. nullopt where it is neither.
std::optional<HostPort> parse_host(std::string_view text);

// What this machine is called, beside localhost.
struct OwnNames {
  std::vector<std::string> names;
  std::vector<std::string> addresses;  // As inet_ntop(3) writes them.
};

// By one of these, localhost, 127.0.0.0/8 or ::1. Letter case is ignored.
bool is_this_host(std::string_view host, const OwnNames& own);

// "ups" of "ups[@host[:port]]" when the host is this one; else empty.
std::string_view name_on_this_host(std::string_view system, const OwnNames& own);

// Adds the names of /etc/hosts that stand beside a loopback address, an address of ours, or our own
// name: "127.0.1.1 nas.lan nas".
void add_hosts_file(OwnNames& own, std::string_view text);

// Adds the full name that resolv.conf(5)'s first domain makes of the host's name.
void add_domain(OwnNames& own, std::string_view text);

// As gethostname(2), the interfaces and these files say now. An address that DHCP has not given yet
// is missing.
OwnNames own_names();

// An address, not a name. Which addresses are ours changes while the machine starts and halts.
bool is_address(std::string_view host);

}  // namespace upshid::conf

#endif
