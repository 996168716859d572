#include "nut/controls.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "nut/control_rows.h"
#include "nut/delay.h"
#include "nut/effects.h"
#include "nut/setting.h"

namespace upshid::nut {

namespace {

constexpr std::string_view shutdown_delay = "ups.delay.shutdown";
constexpr std::string_view load_off = "load.off.delay";
constexpr std::string_view load_on = "load.on.delay";

template <class T>
void sort_by_name(std::vector<T>& list) {
  std::sort(list.begin(), list.end(),
            [](const T& a, const T& b) { return base::compare_no_case(a.name, b.name) < 0; });
}

class Planner : private ControlRows {
 public:
  using ControlRows::ControlRows;

  bool cuts(std::string_view command) const {
    const Sequence* sequence = sequence_of(command);
    if (sequence == nullptr || cuts_power(command)) return cuts_power(command);
    return std::any_of(sequence->steps.begin(), sequence->steps.end(),
                       [this](const Sequence::Step& step) { return cuts(step.name); });
  }

  std::vector<InstantCommand> commands() const {
    std::vector<InstantCommand> out;
    const auto add = [&](std::string_view name) {
      const bool is_listed = std::any_of(out.begin(), out.end(),
                                         [&](const auto& command) { return command.name == name; });
      if (is_listed || !offers(name)) return;
      const CommandRow* row = row_of(name);
      out.push_back({std::string(name), std::string(device_.commands->description(name)),
                     row != nullptr && row->how == CommandRow::How::delay, cuts(name),
                     is_untested(name)});
    };
    if (rows_ != nullptr) {
      for (const CommandRow& row : rows_->rows) add(row.name);
    }
    for (const CommandRow& row : device_.own) add(row.name);
    for (const Sequence& sequence : device_.commands->sequences) add(sequence.name);
    sort_by_name(out);
    return out;
  }

  std::vector<Setting> settings() const {
    std::vector<Setting> out;
    for (const Row& row : device_.dialect->rows) {
      if (!row.max_length || setting_of(row.name) != &row) continue;
      const std::size_t index = *field_of(row.path);
      const hid::Field& field = device_.descriptor->fields[index];
      const auto present = device_.known(index);
      Setting setting;
      setting.name = row.name;
      setting.description = device_.commands->description(row.name);
      setting.max_length = *row.max_length;
      setting.is_enumeration = row.is_enumeration;
      setting.choices = choices_of(*device_.table, row, present);
      if (setting.choices.empty() && !row.choices.empty()) continue;
      setting.range = range_of(row, field);
      setting.unit = row.unit;
      setting.in_device = row.how != How::setting;
      setting.is_untested = setting.in_device && !device_.is_tested;
      if (!setting.in_device) {
        setting.range = std::pair(0.0, hid::to_physical(field, field.logical_max));
        setting.step = device_.delay_step(index);
      }
      out.push_back(std::move(setting));
    }
    sort_by_name(out);
    return out;
  }

  Result<ControlPlan> command(std::string_view name, std::optional<std::string_view> value) const {
    if (!offers(name)) {
      return Error{Code::unsupported, std::string(name),
                   is_withheld(name) ? "not known to work on this UPS, so nothing is written"
                                     : "this UPS has no such command",
                   0};
    }
    ControlPlan out;
    const CommandRow* row = row_of(name);
    out.name = row != nullptr ? row->name : sequence_of(name)->name;
    out.value = value.value_or("");
    const bool takes_value = row != nullptr && row->how == CommandRow::How::delay;
    if (value && !takes_value) {
      return Error{Code::invalid_argument, out.name,
                   fmt::format("unexpected value \"{}\": this command takes none", *value), 0};
    }
    if (auto done = add_command(name, value, out); !done) {
      Error error = done.error();
      error.where = error.where.empty() ? out.name : fmt::format("{}, {}", out.name, error.where);
      return error;
    }
    if (auto done = describe(out); !done) return done.error();
    return out;
  }

  Result<ControlPlan> setting(std::string_view name, std::string_view value) const {
    ControlPlan out;
    out.name = name;
    out.value = value;
    if (auto done = add_setting(name, value, out); !done) return done.error();
    return out;
  }

 private:
  Result<void> add_command(std::string_view name, std::optional<std::string_view> value,
                           ControlPlan& out) const {
    if (const CommandRow* row = row_of(name)) return add_row(*row, value, out);
    const Sequence& sequence = *sequence_of(name);
    for (const Sequence::Step& step : sequence.steps) {
      if (sequence.is_choice && !offers(step.name)) continue;
      if (step.optional && setting_of(step.name) == nullptr) continue;
      auto done = step.optional ? add_setting(step.name, step.value.value_or(""), out)
                                : add_command(step.name, step.value, out);
      if (!done || sequence.is_choice) return done;
    }
    return {};
  }

  Result<void> add_row(const CommandRow& row, std::optional<std::string_view> value,
                       ControlPlan& out) const {
    ControlStep step;
    step.name = row.name;
    step.field = *field_of(row.path);
    const hid::Field& field = device_.descriptor->fields[step.field];
    step.logical = row.number;
    out.cuts_power |= cuts_power(row.name);
    out.is_untested |= is_untested(row);
    switch (row.how) {
      case CommandRow::How::raw:
        break;
      case CommandRow::How::up_to:
        if (auto done = add_up_to(row, step); !done) return done;
        break;
      case CommandRow::How::start:
        step.reads = ControlStep::Reads::other;
        break;
      case CommandRow::How::delay:
        if (auto done = add_delay(row, value, step, out); !done) return done;
        break;
      case CommandRow::How::clock:
        if (auto done = add_clock(row, step); !done) return done;
        break;
    }
    if (step.logical < field.logical_min || step.logical > field.logical_max) {
      return Error{Code::unsupported, device_.paths->path(step.field),
                   fmt::format("the command writes {}, but the device declares {} to {}",
                               step.logical, field.logical_min, field.logical_max),
                   0};
    }
    out.steps.push_back(std::move(step));
    return {};
  }

  // A switch of 0 and 1 counts no seconds: its own maximum is what is meant (APCDelayBeforeReboot).
  Result<void> add_up_to(const CommandRow& row, ControlStep& step) const {
    const hid::Field& field = device_.descriptor->fields[step.field];
    const auto seconds = static_cast<double>(row.number);
    step.reads = ControlStep::Reads::other;
    step.logical = field.logical_max;
    if (hid::to_physical(field, field.logical_max) < seconds) return {};
    const auto delay = encode_delay(field, device_.delay_step(step.field), seconds);
    if (!delay) return delay.error();
    step.logical = delay->logical;
    step.seconds = delay->seconds;
    return {};
  }

  Result<void> add_delay(const CommandRow& row, std::optional<std::string_view> value,
                         ControlStep& step, ControlPlan& out) const {
    const std::string text = value ? std::string(*value) : default_delay(row.variable);
    const std::string where = value ? "" : std::string(row.variable);
    auto seconds = parse_seconds(text);
    if (!seconds) return at(where, seconds.error());
    // A shutdown that never comes is no shutdown; shutdown.stop is the command for that.
    if (*seconds < 0 && (*seconds != -1 || row.name != load_on)) {
      return Error{Code::invalid_argument, where,
                   fmt::format("found {}, expected 0 s or more{}", text,
                               row.name == load_on ? ", or -1 for never" : ""),
                   0};
    }
    const hid::Field& field = device_.descriptor->fields[step.field];
    const double step_seconds = device_.delay_step(step.field);
    auto delay = encode_delay(field, step_seconds, *seconds);
    if (!delay) return at(where, delay.error());
    if (*seconds >= 0 && delay->seconds != *seconds) {
      out.notes.push_back(fmt::format("{}{} requested; rounded up to {}",
                                      where.empty() ? "" : where + ": ", seconds_text(*seconds),
                                      seconds_text(delay->seconds)));
    }
    step.logical = delay->logical;
    step.seconds = delay->seconds;
    step.reads = delay->seconds < 0 ? ControlStep::Reads::same : ControlStep::Reads::countdown;
    return {};
  }

  Result<void> add_clock(const CommandRow& row, ControlStep& step) const {
    const auto seconds = parse_seconds(default_delay(row.variable));
    const auto delay =
        seconds ? encode_clock(*seconds, row.number) : Result<Delay>(seconds.error());
    if (!delay) return at(row.variable, delay.error());
    step.logical = delay->logical;
    step.seconds = delay->seconds;
    step.reads = ControlStep::Reads::other;
    return {};
  }

  static Error at(std::string_view where, Error error) {
    if (error.where.empty()) error.where = where;
    return error;
  }

  // ups.conf's, a quirk's, or the table's: what upshid-status shows as the variable.
  std::string default_delay(std::string_view variable) const {
    const Row* row = setting_of(variable);
    if (row == nullptr) return "";
    for (const auto& [key, text] : device_.settings->shown) {
      if (key == row->argument) return text;
    }
    return std::string(row->fallback);
  }

  Result<void> add_setting(std::string_view name, std::string_view value, ControlPlan& out) const {
    const Row* row = setting_of(name);
    if (row == nullptr) {
      return Error{Code::unsupported, std::string(name), "not writable on this UPS", 0};
    }
    if (out.name.empty() || same_name(out.name, name)) out.name = row->name;
    const std::size_t index = *field_of(row->path);
    const hid::Field& field = device_.descriptor->fields[index];
    if (row->how == How::setting) return add_default(*row, value, index, out);
    const std::optional<double> known = device_.known(index);
    auto logical = encode_setting(*device_.table, *row, field, known, value);
    if (logical && !known && row->choices.size() > 1) {
      const auto present = device_.ask(index);
      if (!present) return at(row->name, present.error());
      logical = encode_setting(*device_.table, *row, field, *present, value);
    }
    if (!logical) return at(row->name, logical.error());
    const std::string kept = decode_setting(*device_.table, *row, field, *logical);
    const auto exact = base::parse_number(kept);
    if (exact ? exact != base::parse_number(value) : !same_name(kept, value)) {
      out.notes.push_back(fmt::format("{} requested; the device can store {}", value, kept));
    }
    out.effects.push_back(fmt::format("keeps {} at {}", row->name, kept));
    out.is_untested |= !device_.is_tested;
    out.steps.push_back(
        {std::string(row->name), index, *logical, ControlStep::Reads::same, row, std::nullopt});
    return {};
  }

  Result<void> add_default(const Row& row, std::string_view value, std::size_t index,
                           ControlPlan& out) const {
    const auto seconds = parse_seconds(value);
    if (!seconds) return at(row.name, seconds.error());
    if (*seconds < 0 && (*seconds != -1 || row.name == shutdown_delay)) {
      return Error{Code::invalid_argument, std::string(row.name),
                   fmt::format("found {}, expected 0 s or more", value), 0};
    }
    const auto delay =
        encode_delay(device_.descriptor->fields[index], device_.delay_step(index), *seconds);
    if (!delay) return at(row.name, delay.error());
    out.shown = std::pair(std::string(row.argument), std::string(value));
    return {};
  }

  // Both delays count from their own write. A start that is over before the cut would leave the
  // load off, or on: nobody knows, so it is put after the cut.
  Result<void> put_start_after_cut(ControlStep& start, const ControlStep& cut,
                                   ControlPlan& out) const {
    const double seconds = start.seconds.value_or(-1);
    if (seconds <= 0 || seconds > cut.seconds.value_or(0)) return {};
    const auto later = encode_delay(device_.descriptor->fields[start.field],
                                    device_.delay_step(start.field), *cut.seconds + 1);
    if (!later) return at(out.name, later.error());
    out.notes.push_back(
        fmt::format("a start delay of {} would expire before the power is cut; using {}",
                    seconds_text(seconds), seconds_text(later->seconds)));
    start.seconds = later->seconds;
    start.logical = later->logical;
    return {};
  }

  Result<void> describe(ControlPlan& out) const {
    const auto step_named = [&out](std::string_view name) {
      return std::ranges::find(out.steps, name, &ControlStep::name);
    };
    const auto cut = step_named(load_off);
    const auto start = step_named(load_on);
    const bool is_pair = cut != out.steps.end() && start != out.steps.end();
    if (is_pair) {
      if (auto done = put_start_after_cut(*start, *cut, out); !done) return done;
      out.effects.push_back(shutdown_effect(cut->seconds.value_or(0), start->seconds.value_or(0),
                                            device_.starts_without_mains(start->field)));
      return {};
    }
    for (const ControlStep& step : out.steps) {
      if (step.row == nullptr) out.effects.push_back(effect_of(step.name, step.seconds));
    }
    return {};
  }
};

}  // namespace

std::vector<InstantCommand> list_commands(const Controlled& device) {
  return Planner(device).commands();
}

std::vector<Setting> list_settings(const Controlled& device) {
  return Planner(device).settings();
}

Result<ControlPlan> plan_command(const Controlled& device, std::string_view name,
                                 std::optional<std::string_view> value) {
  return Planner(device).command(name, value);
}

Result<ControlPlan> plan_setting(const Controlled& device, std::string_view name,
                                 std::string_view value) {
  return Planner(device).setting(name, value);
}

}  // namespace upshid::nut
