#ifndef UPSHID_NUT_CONTROLS_H
#define UPSHID_NUT_CONTROLS_H

// What this device can be told: commands.table and the rows of variables.table that can be set,
// against its fields. From a name and a value to the bits of fields; no I/O.

#include <upshid/command.h>
#include <upshid/hid.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nut/commands.h"
#include "nut/settings.h"
#include "nut/table.h"
#include "power/usage_path.h"

namespace upshid::nut {

// The device and the tables; all must outlive what is made of them.
struct Controlled {
  const Table* table = nullptr;
  const CommandTable* commands = nullptr;
  const Dialect* dialect = nullptr;
  const hid::Descriptor* descriptor = nullptr;
  const power::UsagePaths* paths = nullptr;
  const Settings* settings = nullptr;
  std::function<bool(std::size_t)> may_write;             // which fields quirks allow
  std::function<double(std::size_t)> delay_step;          // seconds; 1 where no quirk says more
  std::function<bool(std::size_t)> starts_without_mains;  // a start delay that does not wait
  std::vector<CommandRow> own{};                          // by quirks; before those of the tables
  // Likewise, to the rows of the tables.
  std::function<bool(std::size_t)> may_command = [](std::size_t) { return true; };
  // The present value of a field, if it was read; and by a request.
  std::function<std::optional<double>(std::size_t)> known = [](std::size_t) {
    return std::nullopt;
  };
  std::function<Result<double>(std::size_t)> ask = [](std::size_t) {
    return Error{Code::unsupported, {}, "the present value is not known", 0};
  };
  // The rows of the tables are known to work on this unit; those in `own` always are.
  bool is_tested = true;
};

// A write of one field's bits.
struct ControlStep {
  // How what the field reads afterwards compares with what was written.
  enum class Reads : std::uint8_t {
    same,
    countdown,  // a delay that may have begun to run
    other,      // what came of it
  };
  std::string name;  // of the command or the variable
  std::size_t field = 0;
  std::int64_t logical = 0;
  Reads reads = Reads::same;
  const Row* row = nullptr;       // of a variable
  std::optional<double> seconds;  // that the device will count
};

struct ControlPlan {
  std::string name;
  std::string value;
  std::vector<ControlStep> steps;
  std::vector<std::string> effects;
  std::vector<std::string> notes;
  bool cuts_power = false;
  bool is_untested = false;
  // Instead of steps: the key of Settings::shown that a variable is, and its new text.
  std::optional<std::pair<std::string, std::string>> shown;
};

// Sorted by name, letter case ignored.
std::vector<InstantCommand> list_commands(const Controlled& device);
std::vector<Setting> list_settings(const Controlled& device);

// Errors: unsupported (no such command, or not on this device), invalid_argument (the value; what
// was expected). Nothing of a plan may be written when a part of it is an error.
Result<ControlPlan> plan_command(const Controlled& device, std::string_view name,
                                 std::optional<std::string_view> value);
Result<ControlPlan> plan_setting(const Controlled& device, std::string_view name,
                                 std::string_view value);

}  // namespace upshid::nut

#endif
