#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "virtual/spec.h"

namespace upshid::virtual_ups {

// Each is a file in profiles/, embedded by the build.
extern const std::string_view profile_back_ups_rs_1000g;
extern const std::string_view profile_cp850pfclcda;
extern const std::string_view profile_ec850lcd;
extern const std::string_view profile_pr1500lcdrt2u;
extern const std::string_view profile_st_series;
extern const std::string_view profile_ut1500e;

namespace {

struct Row {
  std::string_view name;
  const std::string_view* text;
};

constexpr std::array rows = std::to_array<Row>({
    {"Back-UPS-RS-1000G", &profile_back_ups_rs_1000g},
    {"CP850PFCLCDa", &profile_cp850pfclcda},
    {"EC850LCD", &profile_ec850lcd},
    {"PR1500LCDRT2U", &profile_pr1500lcdrt2u},
    {"ST-Series", &profile_st_series},
    {"UT1500E", &profile_ut1500e},
});

}  // namespace

std::vector<std::string> profile_names() {
  std::vector<std::string> names;
  names.reserve(rows.size());
  for (const Row& row : rows) names.emplace_back(row.name);
  return names;
}

Result<Profile> shipped_profile(std::string_view name) {
  const auto* at = std::ranges::find(rows, name, &Row::name);
  if (at != rows.end()) return parse_profile(*at->text, fmt::format("{}.profile", name));
  std::string list;
  for (const Row& row : rows) {
    if (!list.empty()) list += ", ";
    list += row.name;
  }
  return Error{Code::not_found, fmt::format("virtual:{}", name),
               fmt::format("no such profile; expected one of {}", list), 0};
}

}  // namespace upshid::virtual_ups
