#include "upshid-sim/vhci.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>

#include "base/file.h"
#include "base/text.h"
#include "base/unique_fd.h"

namespace upshid::sim {

namespace {

// VDEV_ST_NULL: nothing is attached.
constexpr std::int64_t state_free = 4;
// The kernel makes at most CONFIG_USBIP_VHCI_NR_HCS controllers, which is at most 128.
constexpr int max_controllers = 128;

// Zero-padded decimal numbers.
std::optional<std::int64_t> padded_number(std::string_view word) {
  while (word.size() > 1 && word[0] == '0') word.remove_prefix(1);
  return base::parse_integer(word);
}

}  // namespace

// hub port sta spd dev      sockfd local_busid
// hs  0000 004 000 00000000 000000 0-0
std::vector<VhciPort> parse_vhci_status(std::string_view text) {
  std::vector<VhciPort> out;
  for (const std::string_view line : base::split(text, '\n')) {
    const auto words = base::words(line);
    if (words.size() < 3 || (words[0] != "hs" && words[0] != "ss")) continue;
    const auto number = padded_number(words[1]);
    const auto state = padded_number(words[2]);
    if (!number || *number < 0 || *number > 0xffff || !state) continue;
    out.push_back({static_cast<unsigned>(*number), words[0] == "ss", *state == state_free});
  }
  return out;
}

Vhci::Vhci(std::string sysfs) : folder_(std::move(sysfs) + "/devices/platform/vhci_hcd.0") {}

Result<std::vector<VhciPort>> Vhci::ports() const {
  std::vector<VhciPort> out;
  for (int i = 0; i < max_controllers; ++i) {
    // The directory of the first controller has the ports of all: status, status.1, status.2.
    const auto text =
        base::read_file(folder_ + (i == 0 ? "/status" : fmt::format("/status.{}", i)));
    if (!text && i > 0) break;
    if (!text && text.error().code == Code::not_found) {
      return Error{Code::unsupported, folder_,
                   "the kernel has no virtual USB ports; load them with `modprobe vhci-hcd`", 0};
    }
    if (!text) return text.error();
    const auto some = parse_vhci_status(*text);
    out.insert(out.end(), some.begin(), some.end());
  }
  return out;
}

Result<unsigned> Vhci::find_port(std::optional<unsigned> wanted) const {
  const auto all = ports();
  if (!all) return all.error();
  for (const VhciPort& port : *all) {
    if (wanted && port.number == *wanted) {
      if (port.super_speed) {
        return Error{Code::invalid_argument, fmt::format("vhci port {}", *wanted),
                     "this port is for SuperSpeed devices only", 0};
      }
      if (port.free) return *wanted;
      return Error{Code::io, fmt::format("vhci port {}", *wanted), "the port is in use", EBUSY};
    }
    if (!wanted && !port.super_speed && port.free) return port.number;
  }
  if (wanted) {
    return Error{Code::invalid_argument, fmt::format("vhci port {}", *wanted),
                 fmt::format("no such port; expected one of those in {}/status", folder_), 0};
  }
  return Error{Code::io, folder_, "all virtual USB ports are in use; `usbip port` lists them",
               EBUSY};
}

Result<void> Vhci::attach(unsigned port, int socket, Speed speed) const {
  const std::string path = folder_ + "/attach";
  const base::UniqueFd file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file) {
    const int error = errno;
    if (error == EACCES || error == EPERM) {
      return Error{Code::permission, path, "only root can use virtual USB ports", error};
    }
    return Error{Code::io, path, "cannot open the file", error};
  }
  // The device ID is the remote bus and device number; without a remote, any unique number.
  const std::string line =
      fmt::format("{} {} {} {}", port, socket, 0x10000U + port + 1, static_cast<unsigned>(speed));
  if (::write(file.get(), line.data(), line.size()) < 0) {
    return Error{Code::io, path, "the kernel rejected the device", errno};
  }
  return {};
}

}  // namespace upshid::sim
