#include "commander.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/sleep_for.h"
#include "base/text.h"
#include "get_report.h"
#include "nut/delay.h"
#include "nut/setting.h"

namespace upshid {

namespace {

// Between two writes: some units do not accept a second one immediately (TrippLite
// AVR750U; drivers/usbhid-ups.c of NUT).
constexpr std::chrono::milliseconds between_writes{125};

// The maximum that a running countdown has lost when it is read back.
constexpr double countdown_slack = 2;

std::string place(std::uint8_t report_id) {
  return fmt::format("feature report 0x{:02x}", report_id);
}

Error untested(const nut::ControlPlan& plan, const DeviceInfo& device) {
  return {Code::untested, plan.name,
          fmt::format("not known to work on this UPS: no quirk names the firmware of {}, and one "
                      "that does not follow the HID standard may do something else, such as cut "
                      "the power early; nothing was written",
                      device.id()),
          0};
}

Error written_before(Error error, const nut::ControlPlan& plan, std::size_t step) {
  if (step > 0) error.what += fmt::format("; already written: {}", plan.steps[step - 1].name);
  return error;
}

}  // namespace

std::string_view name_of(Confirmation confirmation) {
  switch (confirmation) {
    case Confirmation::confirmed:
      return "confirmed";
    case Confirmation::changed:
      return "changed";
    case Confirmation::unconfirmed:
      return "unconfirmed";
    case Confirmation::unverifiable:
      break;
  }
  return "unverifiable";
}

Commander::Commander(OpenUps& ups, const Reader& reader) : ups_(ups) {
  device_.table = ups.table;
  device_.commands = &nut::command_table();
  device_.dialect = &ups.table->dialects.front();
  device_.descriptor = &ups.descriptor;
  device_.paths = &*ups.paths;
  device_.settings = &ups.settings;
  device_.is_tested = ups.is_tested;
  for (const quirks::ShutdownReturn& row : ups.applied.shutdown_returns)
    device_.own.push_back(
        {"shutdown.return", row.path, nut::CommandRow::How::start, row.logical, {}, 0});
  for (const std::string& path : ups.applied.shutdown_clocks) {
    // The flags are those of ShutdownClock (shipped.quirks): switch on with line power, or stay
    // off.
    const auto clock = nut::CommandRow::How::clock;
    device_.own.push_back({"shutdown.return", path, clock, 0x40, "ups.delay.shutdown", 0});
    device_.own.push_back({"shutdown.stayoff", path, clock, 0x80, "ups.delay.shutdown", 0});
  }
  device_.may_command = [&ups](std::size_t field) { return !ups.applied.no_command[field]; };
  device_.may_write = [&ups](std::size_t field) {
    // A value that is scaled after reading cannot be converted back.
    const auto is_scaled = [field](const quirks::ScaleRule& rule) { return rule.field == field; };
    return !ups.applied.never_read[field] &&
           std::none_of(ups.applied.scales.begin(), ups.applied.scales.end(), is_scaled);
  };
  device_.delay_step = [&ups](std::size_t field) {
    double step = 1;
    for (const quirks::Granularity& row : ups.applied.granularities) {
      if (row.field == field) step = std::max(step, row.seconds);
    }
    return step;
  };
  device_.known = [&reader](std::size_t field) { return reader.physical(field); };
  device_.ask = [this](std::size_t index) -> Result<double> {
    const hid::Field& field = ups_.descriptor.fields[index];
    const auto logical = ask(field);
    if (!logical) return logical.error();
    return hid::to_physical(field, *logical);
  };
  device_.starts_without_mains = [&ups](std::size_t field) {
    return std::any_of(ups.applied.start_delays.begin(), ups.applied.start_delays.end(),
                       [field](const quirks::StartDelay& row) { return row.field == field; });
  };
}

// The report to send. Its other fields keep their present values. If there are none, the report is
// not read, so that a command works with a report that can only be written.
Result<std::vector<std::uint8_t>> Commander::report_with(const nut::ControlStep& step) {
  const hid::Field& field = ups_.descriptor.fields[step.field];
  const auto is_other = [&](const hid::Field& other) {
    return &other != &field && other.type == field.type && other.report_id == field.report_id &&
           !other.is_padding();
  };
  const bool has_others =
      std::any_of(ups_.descriptor.fields.begin(), ups_.descriptor.fields.end(), is_other);
  if (has_others) {
    if (auto got = get_whole_report(ups_, field.type, field.report_id, buffer_); !got) {
      return got.error();
    }
  } else {
    buffer_.assign(ups_.descriptor.report_bytes(field.type, field.report_id), 0);
    if (ups_.descriptor.uses_report_ids) buffer_[0] = field.report_id;
  }
  const auto payload = std::span(buffer_).subspan(ups_.descriptor.uses_report_ids ? 1 : 0);
  if (auto done = hid::insert(field, payload, step.logical); !done) return done.error();
  return buffer_;
}

Result<std::int64_t> Commander::ask(const hid::Field& field) {
  if (auto got = get_whole_report(ups_, field.type, field.report_id, buffer_); !got)
    return got.error();
  const auto payload =
      std::span<const std::uint8_t>(buffer_).subspan(ups_.descriptor.uses_report_ids ? 1 : 0);
  return hid::extract(field, payload);
}

Result<CommandPlan> Commander::with_bytes(const nut::ControlPlan& plan) {
  CommandPlan out;
  out.name = plan.name;
  out.value = plan.value;
  out.effects = plan.effects;
  out.notes = plan.notes;
  out.cuts_power = plan.cuts_power;
  out.is_untested = plan.is_untested;
  for (const nut::ControlStep& step : plan.steps) {
    auto bytes = report_with(step);
    if (!bytes) {
      Error error = bytes.error();
      error.what += "; the other values in the report are unknown, so nothing was written";
      return error;
    }
    const auto wait = out.writes.empty() ? std::chrono::milliseconds{} : between_writes;
    out.writes.push_back({wait, ups_.descriptor.fields[step.field].report_id, std::move(*bytes),
                          ups_.paths->path(step.field), step.logical});
  }
  return out;
}

Result<CommandPlan> Commander::plan_run(std::string_view command,
                                        std::optional<std::string_view> value) {
  const auto plan = nut::plan_command(device_, command, value);
  if (!plan) return plan.error();
  return with_bytes(*plan);
}

Result<CommandPlan> Commander::plan_set(std::string_view variable, std::string_view value) {
  const auto plan = nut::plan_setting(device_, variable, value);
  if (!plan) return plan.error();
  return with_bytes(*plan);
}

Result<Outcome> Commander::run(std::string_view command, std::optional<std::string_view> value,
                               const WriteOptions& options) {
  const auto plan = nut::plan_command(device_, command, value);
  if (!plan) return plan.error();
  return execute(*plan, options);
}

Result<Outcome> Commander::set(std::string_view variable, std::string_view value,
                               const WriteOptions& options) {
  const auto plan = nut::plan_setting(device_, variable, value);
  if (!plan) return plan.error();
  return execute(*plan, options);
}

void Commander::keep_default(const std::string& key, const std::string& text) {
  auto& shown = ups_.settings.shown;
  const auto at = std::find_if(shown.begin(), shown.end(),
                               [&key](const auto& entry) { return entry.first == key; });
  if (at != shown.end()) {
    at->second = text;
  } else {
    shown.emplace_back(key, text);
  }
}

Result<Outcome> Commander::execute(const nut::ControlPlan& plan, const WriteOptions& options) {
  if (plan.is_untested && !options.force) return untested(plan, ups_.transport->device());
  // Every report is prepared before the first is sent, so that nothing is done halfway.
  auto planned = with_bytes(plan);
  if (!planned) return planned.error();
  Outcome out;
  out.plan = std::move(*planned);
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    PlannedWrite& write = out.plan.writes[i];
    if (write.wait.count() > 0) (ups_.sleep ? ups_.sleep : base::sleep_for)(write.wait);
    const auto is_same_report = [&write](const PlannedWrite& before) {
      return before.report_id == write.report_id;
    };
    const auto here = out.plan.writes.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::any_of(out.plan.writes.begin(), here, is_same_report)) {
      auto bytes = report_with(plan.steps[i]);
      if (!bytes) return written_before(bytes.error(), plan, i);
      write.bytes = std::move(*bytes);
    }
    const auto sent =
        ups_.transport->set_report(hid::ReportType::feature, write.report_id, write.bytes);
    if (!sent) {
      Error error = sent.error();
      if (error.where.empty()) error.where = place(write.report_id);
      if (error.code == Code::timeout || error.code == Code::cancelled)
        error.what += "; the write may have taken effect";
      return written_before(std::move(error), plan, i);
    }
  }
  if (plan.shown) {
    keep_default(plan.shown->first, plan.shown->second);
    out.confirmation = Confirmation::confirmed;
    out.kept = plan.shown->second;
  }
  for (const nut::ControlStep& step : plan.steps) {
    read_back(step, out);
    if (out.confirmation == Confirmation::changed ||
        out.confirmation == Confirmation::unconfirmed) {
      break;
    }
  }
  return out;
}

std::string Commander::text_of(const nut::ControlStep& step, std::int64_t logical) const {
  const hid::Field& field = ups_.descriptor.fields[step.field];
  if (step.row != nullptr) return nut::decode_setting(*ups_.table, *step.row, field, logical);
  if (step.seconds) return base::fixed(hid::to_physical(field, logical), 0);
  return fmt::format("{}", logical);
}

void Commander::read_back(const nut::ControlStep& step, Outcome& out) {
  const hid::Field& field = ups_.descriptor.fields[step.field];
  out.kept.clear();
  out.kept_logical = 0;
  const auto kept = ask(field);
  const bool is_unverifiable = step.reads == nut::ControlStep::Reads::other;
  out.confirmation = is_unverifiable ? Confirmation::unverifiable : Confirmation::unconfirmed;
  if (!kept) {
    out.remark = fmt::format("the device accepted {}, but could not be read afterwards: {}",
                             step.name, kept.error().text());
    return;
  }
  out.kept_logical = *kept;
  out.kept = text_of(step, *kept);
  if (is_unverifiable) return;
  const bool counts = step.reads == nut::ControlStep::Reads::countdown;
  if (*kept == step.logical) {
    out.confirmation = Confirmation::confirmed;
    return;
  }
  const std::string wanted = text_of(step, step.logical);
  if (counts) {
    const double left = hid::to_physical(field, *kept);
    const double requested = hid::to_physical(field, step.logical);
    // A countdown that has just started loses one step of the field.
    const double step_size =
        hid::to_physical(field, step.logical) - hid::to_physical(field, step.logical - 1);
    if (left >= 0 && left <= requested &&
        left >= requested - std::max(countdown_slack, step_size)) {
      out.confirmation = Confirmation::confirmed;
      return;
    }
    // "At once" has passed when it is read back.
    if (left < 0 && requested == 0) {
      out.confirmation = Confirmation::unverifiable;
      return;
    }
    if (left < 0) {
      out.remark = fmt::format("{}: wrote {} s, but the device shows no countdown ({})", step.name,
                               wanted, out.kept);
      return;
    }
  }
  // Idle timers read -1, or 0 (NUT issue 578), which a countdown reads at its end too.
  if (step.logical < 0 && *kept == 0) {
    out.remark =
        fmt::format("{}: the device reports 0, which may mean \"none\" or \"now\"", step.name);
    return;
  }
  out.confirmation = Confirmation::changed;
  out.remark = fmt::format("{}: wrote {}, the device has {}", step.name, wanted, out.kept);
}

}  // namespace upshid
