#include "virtual/spec.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "base/text.h"

namespace upshid::virtual_ups {

namespace {

Error bad_option(std::string_view option, std::string_view expected) {
  return {Code::invalid_argument,
          {},
          fmt::format("option \"{}\" of a virtual UPS: expected {}", option, expected),
          0};
}

Result<double> percent(std::string_view option, std::string_view value, double max) {
  const auto number = base::parse_number(value);
  if (!number || *number < 0 || *number > max) {
    return bad_option(option, fmt::format("a number from 0 to {} after '='", max));
  }
  return *number;
}

Result<double> mains_volts(std::string_view option, std::string_view value,
                           const Ratings& ratings) {
  if (value == "on") return ratings.mains_voltage;
  if (value == "off") return 0.0;
  const auto volts = base::parse_number(value);
  if (!volts || *volts < 0 || *volts > 1000) {
    return bad_option(option, "mains=on, mains=off or volts from 0 to 1000 after '='");
  }
  return *volts;
}

std::optional<std::chrono::milliseconds> outage_time(std::string_view text) {
  constexpr double a_year = 366.0 * 86400;
  const auto seconds = base::parse_number(text);
  if (!seconds || *seconds < 0 || *seconds > a_year) return std::nullopt;
  return std::chrono::milliseconds(std::llround(*seconds * 1000));
}

Result<Outage> parse_outage(std::string_view option, std::string_view value) {
  const std::size_t colon = value.find(':');
  const auto after = outage_time(value.substr(0, colon));
  Outage outage;
  bool is_good = after.has_value();
  if (colon != std::string_view::npos) {
    outage.length = outage_time(value.substr(colon + 1));
    is_good = is_good && outage.length;
  }
  if (!is_good) {
    return bad_option(option, "SECONDS[:SECONDS] after '='");
  }
  outage.after = *after;
  return outage;
}

std::optional<Fault::Kind> fault_named(std::string_view name) {
  struct Row {
    std::string_view name;
    Fault::Kind kind;
  };
  constexpr std::array rows = std::to_array<Row>({{"stall", Fault::Kind::stall},
                                                  {"short", Fault::Kind::short_report},
                                                  {"long", Fault::Kind::long_report},
                                                  {"timeout", Fault::Kind::timeout},
                                                  {"gone", Fault::Kind::gone}});
  for (const Row& row : rows) {
    if (row.name == name) return row.kind;
  }
  return std::nullopt;
}

Result<void> add_fault(std::string_view option, std::string_view value, Fault::Kind kind,
                       Spec& spec) {
  const bool takes_count = kind == Fault::Kind::short_report;
  const auto parts = base::split(value, ':');
  const auto id = base::parse_integer(parts.front());
  const auto missing =
      parts.size() == 2 ? base::parse_integer(parts[1]) : std::optional<std::int64_t>{1};
  if (parts.size() > (takes_count ? 2U : 1U) || !id || *id < 0 || *id > 255 || !missing ||
      *missing < 1 || *missing > 4096) {
    return bad_option(
        option,
        takes_count
            ? "a report ID such as 0x0b, optionally ':' and the number of missing bytes, after '='"
            : "a report ID such as 0x0b after '='");
  }
  spec.faults[static_cast<std::uint8_t>(*id)] = {kind, static_cast<std::size_t>(*missing)};
  return {};
}

std::optional<WriteFault::Kind> write_fault_named(std::string_view name) {
  if (name == "refuse") return WriteFault::Kind::refuse;
  if (name == "ignore") return WriteFault::Kind::ignore;
  if (name == "clamp") return WriteFault::Kind::clamp;
  if (name == "vanish") return WriteFault::Kind::vanish;
  return std::nullopt;
}

Result<void> add_write_fault(std::string_view option, std::string_view value, WriteFault::Kind kind,
                             Spec& spec) {
  const bool takes_number = kind == WriteFault::Kind::clamp;
  const auto parts = base::split(value, ':');
  const auto id = base::parse_integer(parts.front());
  const auto max =
      parts.size() == 2 ? base::parse_integer(parts[1]) : std::optional<std::int64_t>{};
  if (parts.size() != (takes_number ? 2U : 1U) || !id || *id < 0 || *id > 255 ||
      takes_number != max.has_value()) {
    return bad_option(option, takes_number
                                  ? "a report ID, ':' and a number, such as 0x07:20, after '='"
                                  : "a report ID such as 0x0b after '='");
  }
  spec.write_faults[static_cast<std::uint8_t>(*id)] = {kind, max.value_or(0)};
  return {};
}

Result<void> apply_option(std::string_view option, Spec& spec) {
  const std::size_t equals = option.find('=');
  const std::string_view name = option.substr(0, equals);
  const std::string_view value =
      equals == std::string_view::npos ? std::string_view{} : option.substr(equals + 1);
  if (name == "charge" || name == "load") {
    const auto number = percent(option, value, name == "charge" ? 100 : 200);
    if (!number) return number.error();
    (name == "charge" ? spec.charge : spec.load) = *number;
    return {};
  }
  if (name == "mains") {
    const auto volts = mains_volts(option, value, spec.profile.ratings);
    if (!volts) return volts.error();
    spec.mains = *volts;
    return {};
  }
  if (name == "outage") {
    const auto outage = parse_outage(option, value);
    if (!outage) return outage.error();
    spec.outage = *outage;
    return {};
  }
  if (const auto kind = fault_named(name)) return add_fault(option, value, *kind, spec);
  if (const auto kind = write_fault_named(name)) {
    return add_write_fault(option, value, *kind, spec);
  }
  return bad_option(option,
                    "mains=, charge=, load=, outage=, stall=, short=, long=, timeout=, gone=, "
                    "refuse=, ignore=, clamp= or vanish=");
}

}  // namespace

Result<Spec> parse_spec(std::string_view text) {
  const auto parts = base::split(text, ',');
  auto profile = shipped_profile(parts.front());
  if (!profile) return profile.error();
  Spec spec;
  spec.profile = std::move(*profile);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (auto result = apply_option(parts[i], spec); !result) return result.error();
  }
  return spec;
}

}  // namespace upshid::virtual_ups
