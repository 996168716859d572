#include "find.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "conf/complaint.h"
#include "conf/ups_conf.h"
#include "conf/usb_match.h"
#include "power/usages.h"
#include "transport/enumerate.h"
#include "transport/libusb.h"

namespace upshid {

namespace {

bool is_power_device(const DeviceInfo& device) {
  const auto descriptor = hid::parse(device.report_descriptor);
  return descriptor && descriptor->has_application_on_page(power::power_device_page);
}

// A device and, if its report descriptor cannot be used, the parser's reason.
std::string line_with_reason(const DeviceInfo& device) {
  if (device.report_descriptor.empty()) return device.line();
  const auto descriptor = hid::parse(device.report_descriptor);
  if (!descriptor) return device.line() + ": report descriptor, " + descriptor.error().text();
  if (descriptor->warnings.empty()) return device.line();
  return device.line() + ": report descriptor, " + descriptor->warnings.front().text();
}

std::string joined_lines(const std::vector<DeviceInfo>& devices) {
  std::string out;
  for (const DeviceInfo& device : devices) out += "\n  " + line_with_reason(device);
  return out;
}

// The only device, or an error. `wanted` completes "no UPS found: looked for ...".
Result<DeviceInfo> the_only(std::vector<DeviceInfo> devices, const std::string& wanted) {
  if (devices.empty()) {
    return Error{Code::not_found, "",
                 fmt::format("no UPS found: looked for {}{}", wanted,
                             transport::sysfs_is_mounted()
                                 ? ""
                                 : "; sysfs is not mounted on /sys, so no device can be seen"),
                 0};
  }
  if (devices.size() > 1) {
    return Error{Code::ambiguous, "",
                 fmt::format("{} UPSes match {}; name one, for example by usb:PORT:{}",
                             devices.size(), wanted, joined_lines(devices)),
                 0};
  }
  return std::move(devices.front());
}

// The HID interfaces that are plugged in, and those of them that are UPSes.
struct Plugged {
  std::vector<DeviceInfo> all;
  std::vector<DeviceInfo> upses;
  std::optional<Error> refused;  // Why an interface without a driver could not be read.

  std::string search_text() const {
    std::string out =
        "USB HID interfaces with an application collection on usage page 0x84 (Power "
        "Device) in /sys/class/hidraw";
    out += fmt::format("; {} other HID interface{} plugged in", all.size(),
                       all.size() == 1 ? " is" : "s are");
    if (!all.empty()) out += ":" + joined_lines(all);
    return out + used_by_others();
  }

  // Interfaces in use by other programs cannot be read; one of them may be the UPS.
  std::string used_by_others() const {
    std::string out;
    for (const DeviceInfo& device : all) {
      if (device.driver != "usbfs") continue;
      out += fmt::format(
          "{} is in use by another program (NUT's driver usbhid-ups does this while it runs)",
          device.id());
    }
    return out;
  }
};

Result<Plugged> look() {
  auto all = transport::list_hid_usb();
  if (!all) return all.error();
  Plugged out;
  out.all = std::move(*all);
  std::ranges::copy_if(out.all, std::back_inserter(out.upses), is_power_device);
  return out;
}

// An interface has no descriptor in sysfs if it has no driver (on a kernel without HID, or after a
// program was killed), or if Linux refuses the descriptor: then usbhid stays bound, without a node
// (hid_open_report(), drivers/hid/hid-core.c). It has to be read from the device.
bool lacks_descriptor(const DeviceInfo& device) {
  if (!device.report_descriptor.empty()) return false;
  return device.driver.empty() || (device.driver == "usbhid" && device.hidraw_node.empty());
}

void read_missing_descriptors(Plugged& plugged, const OpenOptions& options) {
  for (DeviceInfo& device : plugged.all) {
    if (!lacks_descriptor(device)) continue;
    auto bytes = transport::read_report_descriptor(device, options.cancel_fd);
    if (!bytes) {
      if (bytes.error().code == Code::permission) plugged.refused = bytes.error();
      continue;
    }
    device.report_descriptor = std::move(*bytes);
    if (is_power_device(device)) plugged.upses.push_back(device);
  }
}

std::vector<DeviceInfo> where(const std::vector<DeviceInfo>& devices, auto&& fits) {
  std::vector<DeviceInfo> out;
  std::ranges::copy_if(devices, std::back_inserter(out), fits);
  return out;
}

// A device by its identity or place. Considers every HID interface, so that for one that is not a
// UPS the error is the reason instead of not_found.
std::optional<Result<DeviceInfo>> by_address(std::string_view name, const Plugged& plugged) {
  const std::string wanted(name);
  const auto take = [&](auto&& fits) { return the_only(where(plugged.all, fits), wanted); };
  if (conf::is_usb_id(name)) {
    return take([&](const DeviceInfo& d) { return base::compare_no_case(d.id(), name) == 0; });
  }
  if (name.starts_with("serial:")) {
    return take([&](const DeviceInfo& d) { return base::trim(d.serial) == name.substr(7); });
  }
  if (name.starts_with("usb:")) {
    return take([&](const DeviceInfo& d) { return d.bus_path == name.substr(4); });
  }
  if (name.starts_with("/dev/")) {
    return take([&](const DeviceInfo& d) { return d.hidraw_node == name || d.usb_node == name; });
  }
  return std::nullopt;
}

void use_section(const conf::UpsSection& section, Found& found) {
  found.name = section.name;
  found.settings = section.settings;
  for (const conf::Entry& entry : section.entries) {
    found.parameters.emplace_back(entry.key, entry.is_flag ? "enabled" : entry.value);
  }
}

// OpenOptions::section.
void use_asked_section(const conf::UpsConf& conf, const OpenOptions& options, Found& found) {
  const conf::UpsSection* section = conf.find(options.section);
  if (section != nullptr && section->settings.is_usb_hid()) use_section(*section, found);
}

Result<Found> by_section(const conf::UpsSection& section, const std::string& path,
                         const Plugged& plugged) {
  if (!section.settings.is_usb_hid()) {
    return Error{
        Code::unsupported, fmt::format("{}:{}:{}", path, section.at.line, section.at.column),
        fmt::format(
            "[{}] has driver = {}; expected usbhid-ups, because only USB HID UPSes are supported",
            section.name, section.settings.driver.value_or("")),
        0};
  }
  Found found;
  use_section(section, found);
  const auto fitting = where(
      plugged.upses, [&](const DeviceInfo& d) { return conf::matches(section.settings.match, d); });
  if (fitting.empty() && plugged.refused) return *plugged.refused;
  auto device = the_only(
      fitting, fmt::format("[{}] of {} ({}) among {} UPS{} plugged in{}", section.name, path,
                           conf::describe(section.settings.match), plugged.upses.size(),
                           plugged.upses.size() == 1 ? "" : "es", plugged.used_by_others()));
  if (!device) return device.error();
  found.device = std::move(*device);
  return found;
}

Result<Found> the_only_plugged(const conf::UpsConf& conf, const Plugged& plugged) {
  if (plugged.upses.empty() && plugged.refused) return *plugged.refused;
  auto device = the_only(plugged.upses, plugged.upses.empty() ? plugged.search_text() : "any");
  if (!device) return device.error();
  Found found;
  found.name = "ups";
  for (const conf::UpsSection& section : conf.sections) {
    if (section.settings.is_usb_hid() && conf::matches(section.settings.match, *device)) {
      use_section(section, found);
      break;
    }
  }
  found.device = std::move(*device);
  return found;
}

// Names that need no section: the only UPS, or an address.
bool needs_no_section(std::string_view name) {
  return name.empty() || name == "ups" || conf::is_usb_id(name) || name.starts_with("serial:") ||
         name.starts_with("usb:") || name.starts_with("/dev/");
}

// On Debian only root and group nut may read ups.conf. Names that do not need it work without it,
// with a complaint.
Result<conf::UpsConf> load(const OpenOptions& options, Complaints* complaints,
                           bool can_do_without) {
  auto conf = conf::load_ups_conf(conf::confdir_or_default(options.confdir));
  if (!conf) {
    Error error = conf.error();
    const bool is_denied = error.code == Code::permission;
    error.code = Code::unreadable_config;
    if (!is_denied) return error;
    if (!can_do_without) {
      error.what +=
          "; root and its group may read it; without it, name a UPS by its address, see --help";
      return error;
    }
    if (complaints != nullptr) {
      complaints->push_back(
          conf::unreadable(error.where, error, "continuing without its names and settings"));
    }
    return conf::UpsConf{};
  }
  if (complaints != nullptr) {
    complaints->insert(complaints->end(), conf->complaints.begin(), conf->complaints.end());
  }
  return conf;
}

}  // namespace

Result<Found> find_ups(std::string_view name, const OpenOptions& options, Complaints* complaints) {
  constexpr std::string_view virtual_prefix = "virtual:";
  constexpr std::string_view recording_prefix = "recording:";
  const bool is_virtual = name.starts_with(virtual_prefix);
  if (is_virtual || name.starts_with(recording_prefix)) {
    Found found;
    found.name = name;
    if (is_virtual) found.virtual_spec = name.substr(virtual_prefix.size());
    if (!is_virtual) found.recording = name.substr(recording_prefix.size());
    if (options.section.empty()) return found;
    const auto conf = load(options, complaints, true);
    if (!conf) return conf.error();
    use_asked_section(*conf, options, found);
    return found;
  }
  auto conf = load(options, complaints, needs_no_section(name));
  if (!conf) return conf.error();
  auto plugged = look();
  if (!plugged) return plugged.error();
  if (!name.empty()) {
    if (const conf::UpsSection* section = conf->find(name)) {
      read_missing_descriptors(*plugged, options);
      return by_section(*section, conf->path, *plugged);
    }
    if (auto device = by_address(name, *plugged)) {
      if (!*device) return device->error();
      Found found;
      found.name = name;
      found.device = std::move(**device);
      use_asked_section(*conf, options, found);
      return found;
    }
  }
  if (name.empty() || name == "ups") {
    read_missing_descriptors(*plugged, options);
    return the_only_plugged(*conf, *plugged);
  }
  return Error{Code::not_found, conf->path,
               fmt::format("no section [{}], and not an address (0764:0501, serial:TEXT, "
                           "usb:1-1.2, /dev/hidraw0, virtual:PROFILE, recording:FILE)",
                           name),
               0};
}

Result<std::vector<DeviceInfo>> list_devices() {
  auto plugged = look();
  if (!plugged) return plugged.error();
  return std::move(plugged->upses);
}

Result<std::vector<NamedUps>> list_names(const OpenOptions& options, Complaints* complaints) {
  auto conf = load(options, complaints, true);
  if (!conf) return conf.error();
  std::vector<NamedUps> out;
  for (const conf::UpsSection& section : conf->sections) {
    out.push_back({section.name, section.settings.desc.value_or("")});
  }
  if (!out.empty()) return out;
  auto devices = list_devices();
  if (!devices) return devices.error();
  for (const DeviceInfo& device : *devices) {
    out.push_back({devices->size() == 1 ? "ups" : "usb:" + device.bus_path, device.line()});
  }
  return out;
}

std::string DeviceInfo::id() const {
  return fmt::format("{:04x}:{:04x}", vendor_id, product_id);
}

std::string DeviceInfo::line() const {
  std::string out = id();
  const auto add = [&out](std::string_view before, std::string_view text) {
    if (!base::trim(text).empty()) out += fmt::format("{}{}", before, base::trim(text));
  };
  add(" ", manufacturer);
  add(" ", product);
  add(", serial ", serial);
  add(", port ", bus_path);
  add(", ", hidraw_node);
  return out;
}

}  // namespace upshid
