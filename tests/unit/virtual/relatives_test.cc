// Each profile against the captured device that it is modelled on: the reader in hid/ must find the
// same fields in both descriptors, and the profile's constants in the captured reports.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <tuple>

#include "base/text.h"
#include "power/usage_path.h"
#include "skip.h"
#include "virtual/spec.h"
#include "virtual/virtual_ups.h"

namespace upshid::virtual_ups {

namespace {

namespace fs = std::filesystem;
using Bytes = std::vector<std::uint8_t>;

struct Relative {
  std::string_view profile;
  std::string_view device;
};

constexpr std::array relatives = std::to_array<Relative>({
    {"Back-UPS-RS-1000G", "apc-back-ups-rs-1000g"},
    {"CP850PFCLCDa", "cyberpower-cp1000pfclcda"},
    {"EC850LCD", "cyberpower-ec850lcd"},
    {"PR1500LCDRT2U", "cyberpower-or600erm1u"},
    {"ST-Series", "cyberpower-st-series"},
    {"UT1500E", "cyberpower-br700elcd"},
});

// Where a profile's descriptor differs from its relative's, and why.
struct Difference {
  std::string_view profile;
  std::string_view path;
  std::string_view reason;
};

constexpr std::array range_differences = std::to_array<Difference>({
    {"PR1500LCDRT2U", "UPS.Output.LowVoltageTransfer",
     "a 120 V unit, its relative is one of 230 V"},
    {"PR1500LCDRT2U", "UPS.Output.HighVoltageTransfer", "a 120 V unit"},
    {"PR1500LCDRT2U", "UPS.Output.Voltage", "inherits HighVoltageTransfer's range, the same lie"},
});

constexpr std::array value_differences = std::to_array<Difference>({
    {"CP850PFCLCDa", "UPS.Output.ConfigActivePower", "510 W, its relative 600 W"},
    {"CP850PFCLCDa", "UPS.Output.ConfigApparentPower", "850 VA, its relative 1000 VA"},
    {"PR1500LCDRT2U", "UPS.Output.ConfigActivePower", "1125 W, its relative 360 W"},
    {"PR1500LCDRT2U", "UPS.Output.ConfigApparentPower", "1500 VA, its relative 600 VA"},
    {"PR1500LCDRT2U", "UPS.PowerSummary.ConfigVoltage", "24 V of battery, its relative 12 V"},
    {"PR1500LCDRT2U", "UPS.Input.ConfigVoltage", "120 V, its relative 230 V"},
    {"EC850LCD", "UPS.Output.ConfigActivePower", "510 as NUT issue 2917 has it, the set is random"},
    {"ST-Series", "UPS.Output.ConfigActivePower", "375 W as users' upsc prints, the set is random"},
    {"ST-Series", "UPS.Input.ConfigVoltage", "0, as NUT issues 1746 and 3350 show"},
    {"UT1500E", "UPS.Output.ConfigActivePower", "900 W"},
    {"UT1500E", "UPS.Output.ConfigApparentPower", "1500 VA"},
    {"UT1500E", "UPS.Input.ConfigVoltage", "230 V, the set is of 120 V"},
    {"UT1500E", "UPS.Input.LowVoltageTransfer", "0, as NUT issue 1442 shows"},
    {"UT1500E", "UPS.Input.HighVoltageTransfer", "0, as NUT issue 1442 shows"},
    {"UT1500E", "UPS.PowerSummary.ConfigVoltage", "24 V of battery"},
});

// Of the APC only the descriptor was captured: its strings' indexes stand there, and what the value
// set has in their place and for dates, powers and flags is made up.
constexpr std::string_view apc_made_up[] = {
    "iProduct",         "iSerialNumber",      "iManufacturer",       "iOEMInformation",
    "iDeviceChemistry", "ManufacturerDate",   "ConfigVoltage",       "ConfigActivePower",
    "APCStatusFlag",    "APCBattReplaceDate", "APCFirmwareRevision", "APCLineFailCause",
    "BatteryPresent",
};

template <class List>
bool is_listed(const List& list, std::string_view profile, std::string_view path) {
  return std::ranges::any_of(
      list, [&](const Difference& d) { return d.profile == profile && d.path == path; });
}

bool is_made_up(std::string_view profile, std::string_view path) {
  return profile == "Back-UPS-RS-1000G" &&
         std::ranges::any_of(apc_made_up,
                             [&](std::string_view end) { return path.ends_with(end); });
}

std::string slurp(const fs::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Bytes from_hex(std::string_view text) {
  Bytes bytes;
  for (const std::string_view word : base::words(text)) {
    bytes.push_back(static_cast<std::uint8_t>(base::parse_hex(word).value()));
  }
  return bytes;
}

// The "feature" reports of a value set, whose lines read `"0x08": "08 64 8c 0a 2c 01",`.
std::map<std::uint8_t, Bytes> feature_reports(const std::string& json) {
  std::map<std::uint8_t, Bytes> reports;
  const std::size_t from = json.find("\"feature\"");
  const std::size_t to = std::min(json.find("\"input\"", from), json.size());
  for (const auto line : base::split(std::string_view(json).substr(from, to - from), '\n')) {
    const auto parts = base::split(line, '"');
    if (parts.size() < 5 || !parts[1].starts_with("0x")) continue;
    reports[static_cast<std::uint8_t>(*base::parse_integer(parts[1]))] = from_hex(parts[3]);
  }
  return reports;
}

fs::path devices() {
  return UPSHID_SHARED_DEVICES;
}

bool shared_devices_are_there() {
  if (fs::is_directory(devices())) return true;
  upshid::test::skip("there are no captured devices at " + devices().string());
  return false;
}

using Place = std::tuple<hid::ReportType, std::uint8_t, std::uint32_t>;

// Fields by where their bits are; the order in which a descriptor names them means nothing.
std::map<Place, const hid::Field*> by_place(const hid::Descriptor& descriptor) {
  std::map<Place, const hid::Field*> places;
  for (const hid::Field& field : descriptor.fields) {
    places[{field.type, field.report_id, field.bit_offset}] = &field;
  }
  return places;
}

std::string path_of(const hid::Descriptor& descriptor, const hid::Field& field) {
  return field.is_padding() ? "(padding)" : power::path_of(descriptor, field);
}

std::string shape(const hid::Descriptor& descriptor, const hid::Field& field) {
  return fmt::format("{} {}x{} flags {:03x}", path_of(descriptor, field), field.bit_size,
                     field.count, field.flags);
}

std::string meaning(const hid::Field& field) {
  if (field.is_padding()) return "none";
  return fmt::format("{}..{} physical {}..{} unit {:08x} exponent {}", field.logical_min,
                     field.logical_max, field.physical_min, field.physical_max, field.unit,
                     field.unit_exponent);
}

}  // namespace

TEST_CASE("Every profile's descriptor is read as a UPS's by the parser of the library") {
  for (const std::string& name : profile_names()) {
    CAPTURE(name);
    const VirtualUps ups(shipped_profile(name).value(), Instant{});
    const auto parsed = hid::parse(ups.report_descriptor());
    REQUIRE_MESSAGE(parsed, parsed.error().text());
    CHECK(parsed->has_application({0x84, 0x04}));
    for (const hid::Report& report : parsed->reports) {
      if (report.type == hid::ReportType::output) continue;
      CHECK(ups.get_report(report.type, report.id).value().size() ==
            parsed->report_bytes(report.type, report.id));
    }
  }
}

TEST_CASE("A profile's descriptor declares the fields of the device it is modelled on") {
  if (!shared_devices_are_there()) return;
  for (const Relative& relative : relatives) {
    CAPTURE(relative.profile);
    const VirtualUps ups(shipped_profile(relative.profile).value(), Instant{});
    const auto ours = hid::parse(ups.report_descriptor()).value();
    const auto theirs =
        hid::parse(from_hex(slurp(devices() / relative.device / "descriptor.hex"))).value();
    const auto our_places = by_place(ours);
    const auto their_places = by_place(theirs);
    CHECK(our_places.size() == their_places.size());
    for (const auto& [place, theirs_field] : their_places) {
      const auto at = our_places.find(place);
      const std::string path = path_of(theirs, *theirs_field);
      CAPTURE(path);
      const int report_id = std::get<1>(place);
      CAPTURE(report_id);
      REQUIRE(at != our_places.end());
      CHECK(shape(ours, *at->second) == shape(theirs, *theirs_field));
      if (is_listed(range_differences, relative.profile, path)) {
        CHECK(meaning(*at->second) != meaning(*theirs_field));
      } else {
        CHECK(meaning(*at->second) == meaning(*theirs_field));
      }
    }
  }
}

TEST_CASE("A profile's constants are what the device it is modelled on answers") {
  if (!shared_devices_are_there()) return;
  for (const Relative& relative : relatives) {
    CAPTURE(relative.profile);
    const Profile profile = shipped_profile(relative.profile).value();
    const VirtualUps ups(profile, Instant{});
    const auto parsed = hid::parse(ups.report_descriptor()).value();
    const auto places = by_place(parsed);
    const auto captured = feature_reports(slurp(devices() / relative.device / "0.json"));
    std::size_t compared = 0;
    for (const ReportLayout& layout : lay_out(profile)) {
      if (layout.type != hid::ReportType::feature || !captured.contains(layout.id)) continue;
      const Bytes ours = ups.get_report(layout.type, layout.id).value();
      const Bytes& theirs = captured.at(layout.id);
      for (const Slot& slot : layout.slots) {
        if (slot.field.source.quantity != Quantity::constant) continue;
        const hid::Field& field = *places.at({layout.type, layout.id, slot.bit_offset});
        const std::string path = power::path_of(parsed, field);
        CAPTURE(path);
        if (is_made_up(relative.profile, path)) continue;
        const std::int64_t their_value = hid::extract(field, std::span(theirs).subspan(1)).value();
        const std::int64_t our_value = hid::extract(field, std::span(ours).subspan(1)).value();
        ++compared;
        if (is_listed(value_differences, relative.profile, path)) {
          CHECK(our_value != their_value);
        } else {
          CHECK(our_value == their_value);
        }
      }
    }
    CHECK(compared >= 15);
  }
}

}  // namespace upshid::virtual_ups
