#include "quirks/apply.h"

#include <algorithm>

namespace upshid::quirks {

namespace {

bool under(std::string_view path, std::string_view prefix) {
  return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '.');
}

std::string_view last_part(std::string_view path) {
  const auto dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

// The range of the field's bits, unsigned unless its minimum is negative.
std::int64_t widest(const hid::Field& field) {
  const unsigned bits = std::clamp(field.bit_size, 1U, 32U) - (field.is_signed() ? 1U : 0U);
  return (std::int64_t{1} << bits) - 1;
}

// One row's verbs on one device.
class Applier {
 public:
  Applier(const Row& row, hid::Descriptor& descriptor, power::UsagePaths& paths, Applied& out)
      : row_(row), descriptor_(descriptor), paths_(paths), out_(out) {}

  void run() {
    const std::size_t before = out_.matched.size();
    for (const Action& action : row_.actions) act(action);
    if (out_.matched.size() == before) out_.matched.push_back(change(Verb::none));
  }

 private:
  void act(const Action& action) {
    switch (action.verb) {
      case Verb::none:
        return;
      case Verb::logical_range:
        return logical_range(action);
      case Verb::full_range:
        return full_range(action);
      case Verb::no_unit:
        return no_unit(action);
      case Verb::live:
        return live(action);
      case Verb::never_read:
        return mark(action, out_.never_read);
      case Verb::verify:
        return mark(action, out_.verify);
      case Verb::no_command:
        return mark(action, out_.no_command);
      case Verb::rename:
        return rename(action);
      case Verb::scale_above:
      case Verb::scale_near:
        return scale(action);
      case Verb::dialect:
        out_.dialect = action.word;
        out_.is_dialect_named = true;
        return add({}, change(action));
      case Verb::online_discharge:
        out_.online_discharge = action.policy;
        return add({}, change(action));
      case Verb::no_port_reset:
        return add({}, change(action));
      case Verb::granularity:
        return granularity(action);
      case Verb::start_delay:
        return start_delay(action);
      case Verb::unit_exponent:
        return unit_exponent(action);
      case Verb::shutdown_return:
        return shutdown_return(action);
      case Verb::shutdown_clock:
        return shutdown_clock(action);
    }
  }

  AppliedQuirk change(Verb verb) const {
    AppliedQuirk out;
    out.row = row_.name;
    out.verb = verb;
    return out;
  }
  AppliedQuirk change(const Action& action) const {
    AppliedQuirk out = change(action.verb);
    out.word = action.word;
    out.policy = action.policy;
    return out;
  }

  void add(std::optional<std::size_t> field, AppliedQuirk quirk) {
    if (field) {
      quirk.path = paths_.path(*field);
      out_.changes[*field].push_back(quirk);
    }
    // Fields with the same path, as a feature and its input, change in the same way; listed once.
    if (std::ranges::find(out_.matched, quirk) == out_.matched.end())
      out_.matched.push_back(std::move(quirk));
  }

  void set_range(Verb verb, std::size_t index, std::int64_t min, std::int64_t max) {
    hid::Field& field = descriptor_.fields[index];
    if (field.logical_min == min && field.logical_max == max) return;
    AppliedQuirk quirk = change(verb);
    quirk.before = {static_cast<double>(field.logical_min), static_cast<double>(field.logical_max)};
    quirk.after = {static_cast<double>(min), static_cast<double>(max)};
    add(index, std::move(quirk));
    field.logical_min = min;
    field.logical_max = max;
  }

  void logical_range(const Action& action) {
    const hid::Field* same = nullptr;
    if (action.paths.size() == 2) {
      const auto others = paths_.fields(action.paths[1]);
      if (others.empty()) return;
      same = &descriptor_.fields[others.front()];
    }
    for (const std::size_t index : paths_.fields(action.paths[0])) {
      const hid::Field& field = descriptor_.fields[index];
      if (same != nullptr &&
          (field.logical_min != same->logical_min || field.logical_max != same->logical_max)) {
        continue;
      }
      set_range(action.verb, index, static_cast<std::int64_t>(action.numbers[0]),
                static_cast<std::int64_t>(action.numbers[1]));
    }
  }

  void full_range(const Action& action) {
    for (const std::string& path : action.paths) {
      for (const std::size_t index : paths_.fields(path)) {
        const hid::Field& field = descriptor_.fields[index];
        set_range(action.verb, index, field.is_signed() ? field.logical_min : 0, widest(field));
      }
    }
  }

  void no_unit(const Action& action) {
    for (std::size_t i = 0; i < descriptor_.fields.size(); ++i) {
      hid::Field& field = descriptor_.fields[i];
      if (field.unit == 0 && field.unit_exponent == 0) continue;
      if (std::ranges::find(action.paths, last_part(paths_.path(i))) == action.paths.end())
        continue;
      add(i, change(action));
      field.unit = 0;
      field.unit_exponent = 0;
    }
  }

  bool in_prefixes(const Action& action, std::size_t field) const {
    return std::ranges::any_of(
        action.paths, [&](const std::string& prefix) { return under(paths_.path(field), prefix); });
  }

  void live(const Action& action) {
    bool any = false;
    for (std::size_t i = 0; i < descriptor_.fields.size(); ++i) {
      hid::Field& field = descriptor_.fields[i];
      if ((field.flags & hid::FieldFlags::constant) == 0 || !in_prefixes(action, i)) continue;
      field.flags = static_cast<std::uint16_t>(field.flags & ~hid::FieldFlags::constant);
      AppliedQuirk quirk = change(action);
      quirk.path = paths_.path(i);
      out_.changes[i].push_back(std::move(quirk));
      any = true;
    }
    if (any) add({}, change(action));
  }

  void mark(const Action& action, std::vector<bool>& fields) {
    bool any = false;
    for (std::size_t i = 0; i < descriptor_.fields.size(); ++i) {
      if (!in_prefixes(action, i)) continue;
      fields[i] = true;
      any = true;
    }
    if (any) add({}, change(action));
  }

  void rename(const Action& action) {
    const auto found = paths_.fields(action.paths[0]);
    const std::vector<std::size_t> fields(found.begin(), found.end());
    for (const std::size_t index : fields) {
      AppliedQuirk quirk = change(action);
      quirk.word = action.paths[1];
      add(index, std::move(quirk));
      paths_.rename(index, action.paths[1]);
    }
  }

  void scale(const Action& action) {
    for (const std::size_t index : paths_.fields(action.paths[0])) {
      ScaleRule rule;
      rule.row = &row_;
      rule.verb = action.verb;
      rule.field = index;
      rule.path = paths_.path(index);
      rule.factor = action.numbers[0];
      rule.ratio = action.numbers[1];
      rule.targets.assign(action.numbers.begin() + 2, action.numbers.end());
      if (action.verb == Verb::scale_above) {
        const auto others = paths_.fields(action.paths[1]);
        if (others.empty()) return;
        // The feature, if there is one: it is the field that is read (nut/plan.cc).
        const auto feature = std::ranges::find_if(others, [this](std::size_t i) {
          return descriptor_.fields[i].type == hid::ReportType::feature;
        });
        rule.reference = feature == others.end() ? others.front() : *feature;
      }
      out_.scales.push_back(std::move(rule));
    }
  }

  void add_number(std::size_t field, const Action& action) {
    AppliedQuirk quirk = change(action);
    quirk.after = {action.numbers[0]};
    add(field, std::move(quirk));
  }

  void granularity(const Action& action) {
    for (const std::size_t index : paths_.fields(action.paths[0])) {
      out_.granularities.push_back({index, action.numbers[0]});
      add_number(index, action);
    }
  }

  void start_delay(const Action& action) {
    for (const std::size_t index : paths_.fields(action.paths[0])) {
      out_.start_delays.push_back({index, static_cast<int>(action.numbers[0])});
      add_number(index, action);
    }
  }

  void unit_exponent(const Action& action) {
    for (const std::size_t index : paths_.fields(action.paths[0])) {
      hid::Field& field = descriptor_.fields[index];
      if (field.unit_exponent != static_cast<int>(action.numbers[0])) continue;
      AppliedQuirk quirk = change(action);
      quirk.before = {action.numbers[0]};
      quirk.after = {action.numbers[1]};
      add(index, std::move(quirk));
      field.unit_exponent = static_cast<std::int8_t>(action.numbers[1]);
    }
  }

  void shutdown_return(const Action& action) {
    const auto fields = paths_.fields(action.paths[0]);
    if (fields.empty()) return;
    out_.shutdown_returns.push_back(
        {action.paths[0], static_cast<std::int64_t>(action.numbers[0])});
    add_number(fields.front(), action);
  }

  void shutdown_clock(const Action& action) {
    for (const std::string& path : action.paths) {
      const auto fields = paths_.fields(path);
      if (fields.empty()) continue;
      out_.shutdown_clocks.push_back(path);
      add(fields.front(), change(action));
    }
  }

  const Row& row_;
  hid::Descriptor& descriptor_;
  power::UsagePaths& paths_;
  Applied& out_;
};

}  // namespace

Applied apply(const Rules& rules, const DeviceInfo& device, hid::Descriptor& descriptor,
              power::UsagePaths& paths) {
  Applied out;
  out.no_command.resize(descriptor.fields.size());
  out.never_read.resize(descriptor.fields.size());
  out.verify.resize(descriptor.fields.size());
  out.changes.resize(descriptor.fields.size());
  for (const Row& row : rules.rows) {
    if (!row.actions.empty() && matches(row.match, device)) {
      Applier(row, descriptor, paths, out).run();
    }
  }
  return out;
}

}  // namespace upshid::quirks
