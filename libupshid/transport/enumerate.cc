#include "transport/enumerate.h"

#include <dirent.h>
#include <fmt/format.h>
#include <unistd.h>
#include <upshid/hid.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <system_error>
#include <tuple>

#include "base/file.h"
#include "base/text.h"
#include "base/utf8.h"

namespace upshid::transport {

namespace {

// A USB string has at most 126 UTF-16 units, three bytes of UTF-8 each; every other attribute is
// shorter.
constexpr std::size_t max_attribute = 512;
constexpr std::size_t max_descriptor = hid::Budget{}.bytes;
// USB has 127 devices per bus; a directory with more names is not sysfs.
constexpr std::size_t max_entries = 65536;

struct CloseDir {
  void operator()(DIR* dir) const { ::closedir(dir); }
};

// The names in a directory, sorted, without "." and ".."; or the errno.
std::vector<std::string> names_in(const std::string& folder, int& error) {
  std::vector<std::string> names;
  const std::unique_ptr<DIR, CloseDir> dir(::opendir(folder.c_str()));
  error = dir ? 0 : errno;
  if (!dir) return names;
  // readdir() on separate streams is thread-safe in glibc and musl.
  while (const dirent* entry = ::readdir(dir.get())) {  // NOLINT(concurrency-mt-unsafe)
    const std::string_view name = entry->d_name;
    if (name != "." && name != ".." && names.size() < max_entries) names.emplace_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> names_in(const std::string& folder) {
  int ignored = 0;
  return names_in(folder, ignored);
}

// An attribute without the newline that sysfs adds (only one: the device's string may end in
// another); empty if there is none: then the device has no such string.
std::string attribute(const std::string& folder, const char* name) {
  auto text = base::read_file(fmt::format("{}/{}", folder, name), max_attribute);
  if (!text) return {};
  if (!text->empty() && text->back() == '\n') text->pop_back();
  return *std::move(text);
}

template <class T>
std::optional<T> hex_attribute(const std::string& folder, const char* name) {
  const auto value = base::parse_hex(attribute(folder, name));
  if (!value || *value > std::numeric_limits<T>::max()) return std::nullopt;
  return static_cast<T>(*value);
}

unsigned decimal_attribute(const std::string& folder, const char* name) {
  const auto value = base::parse_integer(attribute(folder, name));
  return value && *value >= 0 && *value <= 0xffff ? static_cast<unsigned>(*value) : 0;
}

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// HID devices are named BUS:VENDOR:PRODUCT.COUNT in hexadecimal (hid_add_device(),
// drivers/hid/hid-core.c).
bool is_hid_name(std::string_view name) {
  return name.size() >= 19 && name[4] == ':' && name[9] == ':' && name[14] == '.';
}

// The name of the driver that the interface is bound to.
std::string driver_of(const std::string& interface) {
  std::error_code error;
  return std::filesystem::read_symlink(interface + "/driver", error).filename().string();
}

// From the HID driver's entries below the interface: the descriptor and the hidraw node.
void add_hid(const std::string& interface, const Roots& roots, DeviceInfo& info) {
  for (const std::string& name : names_in(interface)) {
    if (!is_hid_name(name)) continue;
    const std::string hid = fmt::format("{}/{}", interface, name);
    if (const auto bytes = base::read_file(hid + "/report_descriptor", max_descriptor)) {
      info.report_descriptor.assign(bytes->begin(), bytes->end());
    }
    for (const std::string& raw : names_in(hid + "/hidraw")) {
      if (raw.starts_with("hidraw") && all_digits(std::string_view(raw).substr(6))) {
        info.hidraw_node = fmt::format("{}/{}", roots.dev, raw);
        break;
      }
    }
    return;
  }
}

// `name` is the interface's, "1-1.2:1.0": bus path, configuration, interface.
std::optional<DeviceInfo> look_at(const std::string& usb_devices, const std::string& name,
                                  const Roots& roots) {
  const std::size_t colon = name.find(':');
  if (colon == std::string::npos || colon == 0) return std::nullopt;
  const std::string interface = fmt::format("{}/{}", usb_devices, name);
  if (hex_attribute<std::uint8_t>(interface, "bInterfaceClass") != 0x03) return std::nullopt;

  DeviceInfo info;
  info.bus_path = name.substr(0, colon);
  const std::string device = fmt::format("{}/{}", usb_devices, info.bus_path);
  const auto vendor = hex_attribute<std::uint16_t>(device, "idVendor");
  const auto product = hex_attribute<std::uint16_t>(device, "idProduct");
  // Every USB device has these two; without them it was unplugged meanwhile.
  if (!vendor || !product) return std::nullopt;
  info.vendor_id = *vendor;
  info.product_id = *product;
  info.bcd_device = hex_attribute<std::uint16_t>(device, "bcdDevice").value_or(0);
  info.interface_number = hex_attribute<std::uint8_t>(interface, "bInterfaceNumber").value_or(0);
  info.manufacturer = base::printable(attribute(device, "manufacturer"));
  info.product = base::printable(attribute(device, "product"));
  info.serial = base::printable(attribute(device, "serial"));
  info.bus_number = decimal_attribute(device, "busnum");
  info.device_number = decimal_attribute(device, "devnum");
  if (info.bus_number != 0 && info.device_number != 0) {
    info.usb_node =
        fmt::format("{}/bus/usb/{:03}/{:03}", roots.dev, info.bus_number, info.device_number);
  }
  info.driver = driver_of(interface);
  add_hid(interface, roots, info);
  return info;
}

}  // namespace

bool bus_path_less(std::string_view a, std::string_view b) {
  const auto digits = [](std::string_view text) {
    std::size_t n = 0;
    while (n < text.size() && text[n] >= '0' && text[n] <= '9') ++n;
    return n;
  };
  while (!a.empty() && !b.empty()) {
    const std::size_t in_a = digits(a);
    const std::size_t in_b = digits(b);
    // The kernel writes port numbers without leading zeros, so the longer run is the larger number.
    if (in_a != in_b) return in_a < in_b;
    const std::size_t length = std::max<std::size_t>(in_a, 1);
    if (const int order = a.substr(0, length).compare(b.substr(0, length)); order != 0) {
      return order < 0;
    }
    a.remove_prefix(length);
    b.remove_prefix(length);
  }
  return a.size() < b.size();
}

bool sysfs_is_mounted(const Roots& roots) {
  return ::access((roots.sys + "/bus").c_str(), F_OK) == 0;
}

Result<std::vector<DeviceInfo>> list_hid_usb(const Roots& roots) {
  const std::string usb_devices = roots.sys + "/bus/usb/devices";
  int error = 0;
  const std::vector<std::string> names = names_in(usb_devices, error);
  if (error != 0) {
    // A kernel without USB support has no bus/usb; a chroot without sysfs has no bus either.
    if (error == ENOENT) return std::vector<DeviceInfo>{};
    return Error{Code::io, usb_devices, "cannot list the kernel's USB devices", error};
  }

  std::vector<DeviceInfo> devices;
  for (const std::string& name : names) {
    if (auto info = look_at(usb_devices, name, roots)) devices.push_back(*std::move(info));
  }
  std::sort(devices.begin(), devices.end(), [](const DeviceInfo& a, const DeviceInfo& b) {
    if (a.bus_path != b.bus_path) return bus_path_less(a.bus_path, b.bus_path);
    return a.interface_number < b.interface_number;
  });
  return devices;
}

}  // namespace upshid::transport
