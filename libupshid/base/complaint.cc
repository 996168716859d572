#include <fmt/format.h>
#include <upshid/complaint.h>

#include <algorithm>
#include <array>

namespace upshid {

namespace {

constexpr std::array<std::string_view, 22> code_names{
    "syntax",          "bad_byte",        "too_long",      "unknown_name",   "missing_value",
    "extra_words",     "bad_value",       "repeated",      "ambiguous_name", "no_effect",
    "missing_setting", "wrong_for_nut",   "other_machine", "unknown_ups",    "no_monitor_line",
    "unreadable",      "empty_file",      "no_ups",        "no_shutdown",    "no_power_value",
    "supplies",        "no_kernel_driver"};

}  // namespace

std::string_view name_of(ComplaintCode code) {
  return code_names.at(static_cast<std::size_t>(code) - 1);
}

std::string Complaint::text() const {
  std::string place = file;
  if (line != 0) place += fmt::format(":{}:{}", line, column);
#ifdef UPSHID_KEYS_FOR_TEXT
  const std::string_view found = name_of(code);
#else
  const std::string_view found = what;
#endif
  if (!place.empty()) place += ": ";
  return place.append(found);
}

bool has_error(const Complaints& complaints) {
  return std::any_of(complaints.begin(), complaints.end(),
                     [](const Complaint& c) { return c.severity >= Severity::error; });
}

}  // namespace upshid
