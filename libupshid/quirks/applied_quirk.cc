#include <fmt/format.h>
#include <upshid/quirk.h>

#include <array>

namespace upshid {

namespace {

constexpr std::array<std::string_view, 19> verb_names{
    "none",          "logical_range", "full_range",       "no_unit",
    "live",          "never_read",    "rename",           "scale_above",
    "scale_near",    "dialect",       "online_discharge", "granularity",
    "start_delay",   "unit_exponent", "verify",           "shutdown_return",
    "no_port_reset", "no_command",    "shutdown_clock"};

constexpr std::array<std::string_view, 3> policy_names{"online", "on_battery", "calibrating"};

double at(const std::vector<double>& numbers, std::size_t index) {
  return index < numbers.size() ? numbers[index] : 0;
}

}  // namespace

std::string_view name_of(QuirkVerb verb) {
  return verb_names.at(static_cast<std::size_t>(verb));
}

std::string AppliedQuirk::change() const {
  switch (verb) {
    case QuirkVerb::none:
      break;
    case QuirkVerb::logical_range:
    case QuirkVerb::full_range:
      return fmt::format("logical range {}..{}, not {}..{}", at(after, 0), at(after, 1),
                         at(before, 0), at(before, 1));
    case QuirkVerb::no_unit:
      return "no unit; that of an earlier item was still in force";
    case QuirkVerb::live:
      return path.empty() ? "values flagged Constant are live" : "flagged Constant, but read";
    case QuirkVerb::never_read:
      return "its reports are never requested";
    case QuirkVerb::rename:
      return fmt::format("means {}", word);
    case QuirkVerb::scale_above:
    case QuirkVerb::scale_near:
      return fmt::format("{:.6g}, not {:.6g}", at(after, 0), at(before, 0));
    case QuirkVerb::dialect:
      return fmt::format("dialect {}", word);
    case QuirkVerb::online_discharge:
      return fmt::format("online and discharging means {}",
                         policy_names.at(static_cast<std::size_t>(policy)));
    case QuirkVerb::granularity:
      return fmt::format("kept in steps of {} s", at(after, 0));
    case QuirkVerb::start_delay:
      return fmt::format("does not wait for line power; using {}", at(after, 0));
    case QuirkVerb::unit_exponent:
      return fmt::format("unit exponent {}, not {}", at(after, 0), at(before, 0));
    case QuirkVerb::verify:
      return "what an interrupt report changes is asked for again";
    case QuirkVerb::shutdown_return:
      return fmt::format("{} is shutdown.return", at(after, 0));
    case QuirkVerb::no_port_reset:
      return "its USB port is never reset";
    case QuirkVerb::no_command:
      return "no command writes it";
    case QuirkVerb::shutdown_clock:
      return "minutes in the upper byte, seconds and what comes after the cut in the lower one";
  }
  return "no change needed";
}

std::string AppliedQuirk::text() const {
  return path.empty() ? fmt::format("{}: {}", row, change())
                      : fmt::format("{}: {}: {}", row, path, change());
}

}  // namespace upshid
