#include "watch/uevents.h"

#include <linux/netlink.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace upshid::watch {

namespace {

// Multicast groups of NETLINK_KOBJECT_UEVENT: the kernel's (lib/kobject_uevent.c), and that in
// which udev repeats an event after its rules ran. Only root can send to either.
constexpr unsigned kernel_group = 1;
constexpr unsigned udev_group = 2;

// So that a flood of messages does not block.
constexpr int max_messages = 256;

}  // namespace

bool is_arrival(std::string_view message) {
  const auto has = [message](std::string_view text) {
    return message.find(text) != std::string_view::npos;
  };
  // udev's messages begin with a binary header, so only parts of the text are searched for.
  if (has("ACTION=remove") || has("ACTION=unbind")) return false;
  return has("SUBSYSTEM=hidraw") || has("SUBSYSTEM=usb") || has("SUBSYSTEM=hid");
}

Uevents::Uevents() {
  fd_.reset(
      ::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_KOBJECT_UEVENT));
  sockaddr_nl address{};
  address.nl_family = AF_NETLINK;
  address.nl_groups = kernel_group | udev_group;
  // NOLINTNEXTLINE: the sockets interface casts.
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  if (fd_ && ::bind(fd_.get(), generic, sizeof(address)) != 0) fd_.reset();
}

bool Uevents::take() const {
  bool is_worth_a_look = false;
  std::array<char, 8192> buffer{};
  for (int i = 0; i < max_messages; ++i) {
    const ssize_t n = ::recv(fd_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    // Messages were lost; one of them may have been an arrival.
    if (n < 0 && errno == ENOBUFS) return true;
    if (n < 0) break;
    is_worth_a_look |= is_arrival({buffer.data(), static_cast<std::size_t>(n)});
  }
  return is_worth_a_look;
}

}  // namespace upshid::watch
