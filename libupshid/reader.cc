#include "reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "get_report.h"

namespace upshid {

namespace {

// A single failed transfer is common (NUT issue 3116): values are kept until this many in a row.
constexpr unsigned failures_to_forget = 3;

// If the firmware of a UPS hangs, each report takes 5 s.
constexpr unsigned max_timeouts = 3;

// Where interrupt reports have no pollable descriptor, they are read this often.
constexpr std::chrono::milliseconds unpolled_pace{250};

constexpr std::chrono::milliseconds min_pace{100};

constexpr std::string_view test_result = "ups.test.result";

bool is_discharging(const Status& status) {
  return status.has(StatusWord::dischrg) || status.has(StatusWord::ob);
}

}  // namespace

Reader::Reader(OpenUps& ups)
    : ups_(ups),
      reports_(ups.plan.reports.size()),
      fields_(ups.descriptor.fields.size()),
      low_delay_(ups.settings) {
  interrupts_ = interrupt_reports();
  interrupt_buffer_.resize(hid::Budget{}.report_bits / 8);
}

// The bytes after the report ID, of `bytes` that were read.
std::span<const std::uint8_t> Reader::payload_of(std::span<const std::uint8_t> report,
                                                 std::size_t bytes) const {
  const std::size_t id = ups_.descriptor.uses_report_ids ? 1 : 0;
  return report.subspan(std::min(id, bytes), bytes - std::min(id, bytes));
}

// Is the report long enough for it? Other errors are left to store().
bool Reader::is_present(std::size_t field, std::span<const std::uint8_t> payload) const {
  const auto value = hid::extract(ups_.descriptor.fields[field], payload);
  return value || value.error().code != Code::short_report;
}

// Does field `from` differ from the last value of planned field `field`?
bool Reader::differs(std::size_t field, std::size_t from,
                     std::span<const std::uint8_t> payload) const {
  const auto value = hid::extract(ups_.descriptor.fields[from], payload);
  return value && !(fields_[field].known && fields_[field].logical == *value);
}

// Stores field `from` of this report as the value of planned field `field`; true if it is new.
bool Reader::store(std::size_t field, std::size_t from, std::span<const std::uint8_t> payload) {
  const hid::Field& source = ups_.descriptor.fields[from];
  FieldValue& value = fields_[field];
  const auto logical = hid::extract(source, payload);
  if (!logical) {
    value = {false, 0, 0, logical.error().text()};
    return false;
  }
  if (value.known && value.logical == *logical) return false;
  value = {true, *logical, hid::to_physical(source, *logical), std::nullopt};
  return true;
}

void Reader::forget(const nut::PlannedReport& report) {
  for (const std::size_t field : report.fields) fields_[field].known = false;
}

void Reader::count_answer() {
  timeouts_ = 0;
  if (ups_.answers != nullptr) ++*ups_.answers;
}

// Takes the fields that came of a report that is shorter than declared; the others are missing.
bool Reader::take_part(std::size_t index, std::size_t bytes) {
  const nut::PlannedReport& report = ups_.plan.reports[index];
  ReportState& state = reports_[index];
  bool is_new = !state.error;
  const bool forgets = ++state.failures == failures_to_forget;
  const auto payload = payload_of(buffer_, bytes);
  for (const std::size_t field : report.fields) {
    if (is_present(field, payload)) {
      is_new |= store(field, field, payload);
    } else if (forgets) {
      is_new |= std::exchange(fields_[field].known, false);
    }
  }
  state.error = wrong_length(report.type, report.id, bytes, report.bytes);
  return is_new;
}

// Requests one report; true if a value or an error is new. Where only padding is missing in one
// that is shorter than declared, all is there: APC's BX leave it out (NUT issue 1208).
bool Reader::request(std::size_t index) {
  const nut::PlannedReport& report = ups_.plan.reports[index];
  ReportState& state = reports_[index];
  auto got = get_report(ups_, report.type, report.id, buffer_);
  const bool failed_before = state.error.has_value();
  const auto payload = payload_of(buffer_, got ? *got : 0);
  const bool has_all = std::ranges::all_of(
      report.fields, [&](std::size_t field) { return is_present(field, payload); });
  if (!got) {
    state.error = got.error();
    if (state.has_answered && got.error().code == Code::timeout) ++timeouts_;
    if (++state.failures == failures_to_forget) {
      forget(report);
      return true;
    }
    return !failed_before;
  }
  state.has_answered = true;
  count_answer();
  if (!has_all) return take_part(index, *got);
  state.error.reset();
  state.failures = 0;
  bool is_new = failed_before;
  for (const std::size_t field : report.fields) is_new |= store(field, field, payload);
  return is_new;
}

void Reader::schedule(std::size_t index, Instant now) {
  ReportState& state = reports_[index];
  const nut::Refresh refresh = ups_.plan.reports[index].refresh;
  std::chrono::milliseconds pace = pace_.live;
  if (refresh == nut::Refresh::state) pace = pace_.state;
  if (refresh == nut::Refresh::settings) pace = pace_.settings;
  pace = std::max(pace, min_pace);
  if (refresh == nut::Refresh::once && state.failures == 0) {
    state.due = Instant::max();
    return;
  }
  // A report that this unit does not answer may cost a time-out of seconds at each attempt. Those
  // that decide on a shutdown are requested nevertheless.
  if (refresh != nut::Refresh::state && state.failures > 0) {
    pace = std::max(pace, std::min(pace * (1U << std::min(state.failures, 8U)), pace_.settings));
  }
  state.due = now + pace;
}

// After an interrupt report: what the device tells by itself is asked for only when it has not told
// it for some time. On battery each second may count, also if the interrupt pipe dies.
void Reader::schedule_told(std::size_t index, Instant now) {
  schedule(index, now);
  const bool is_state = ups_.plan.reports[index].refresh == nut::Refresh::state;
  if (is_state && !is_discharging(snapshot_.status()))
    reports_[index].due = now + Pace::told * std::max(pace_.state, min_pace);
}

// Every report, once. Errors: disconnected, after which the values read so far are meaningless.
Result<void> Reader::request_all() {
  std::ranges::fill(fields_, FieldValue{});
  std::ranges::fill(reports_, ReportState{});
  // First those that decide on a shutdown: the others may come too late.
  for (const bool is_first : {true, false}) {
    for (std::size_t i = 0; i < reports_.size(); ++i) {
      if ((ups_.plan.reports[i].refresh == nut::Refresh::state) != is_first) continue;
      request(i);
      const std::optional<Error>& error = reports_[i].error;
      if (error && error->code == Code::disconnected) return *error;
    }
  }
  return {};
}

Result<Snapshot> Reader::read() {
  if (auto all = request_all(); !all) return all.error();
  return make_snapshot({}, std::nullopt);
}

// Makes a new snapshot; true if a condition has changed.
bool Reader::renew(Instant now) {
  const Conditions before = snapshot_.conditions();
  const bool was_stale = snapshot_.stale();
  const bool was_discharging = is_discharging(snapshot_.status());
  const auto make = [&] { snapshot_ = make_snapshot(SnapshotBuilder(std::move(snapshot_)), now); };
  make();
  const bool begins = started_ && !was_discharging && is_discharging(snapshot_.status());
  if (begins && refresh_test(now)) make();
  return !(before == snapshot_.conditions()) || was_stale != snapshot_.stale();
}

// When the battery begins to discharge, the unit may be testing it, so the test's result is
// requested before the change is reported: one more transfer in each outage. True if something is
// new. If the unit drops off the bus at that moment, as CyberPower's do, it is still reported as on
// battery; its loss is reported next.
bool Reader::refresh_test(Instant now) {
  if (snapshot_.find(test_result) == nullptr) return false;
  bool is_new = false;
  for (std::size_t i = 0; i < reports_.size(); ++i) {
    const auto& names = ups_.plan.reports[i].names;
    if (std::ranges::find(names, test_result) == names.end()) continue;
    const bool changed = request(i);
    const std::optional<Error>& error = reports_[i].error;
    if (error && error->code == Code::disconnected) {
      reports_[i].due = {};
      return is_new;
    }
    schedule(i, now);
    is_new |= changed;
  }
  return is_new;
}

Result<bool> Reader::dispatch(Instant now) {
  deadline_ = now;
  if (!started_) {
    if (auto all = request_all(); !all) return all.error();
    for (std::size_t i = 0; i < reports_.size(); ++i) schedule(i, now);
    renew(now);
    started_ = true;
    set_deadline(now);
    return true;
  }
  bool is_new = std::exchange(composes_again_, false);
  for (std::size_t next = 0;;) {
    // Between any two transfers: each may take the device 50 ms, and there may be twenty.
    for (int i = 0; i < max_interrupts; ++i) {
      const auto interrupt = read_interrupt(now);
      if (!interrupt) return interrupt.error();
      if (*interrupt == Interrupt::none) break;
      if (*interrupt == Interrupt::old_values) continue;
      is_new = true;
      if (renew(now)) return true;
    }
    while (next < reports_.size() && reports_[next].due > now) ++next;
    if (next == reports_.size()) break;
    const bool changed = request(next);
    schedule(next, now);
    const std::optional<Error>& error = reports_[next].error;
    if (error && error->code == Code::disconnected) return *error;
    if (error && timeouts_ >= max_timeouts) {
      return Error{Code::timeout, error->where, "no answer to several reports in a row", 0};
    }
    is_new |= changed;
    if (changed && ups_.plan.reports[next].refresh == nut::Refresh::state && renew(now))
      return true;
    ++next;
  }
  const auto held_until = low_delay_.until();
  is_new |= held_until && *held_until <= now;
  if (is_new) renew(now);
  set_deadline(now);
  return is_new;
}

void Reader::refresh(std::string_view variable) {
  for (std::size_t i = 0; i < reports_.size(); ++i) {
    if (std::ranges::find(ups_.plan.reports[i].names, variable) == ups_.plan.reports[i].names.end())
      continue;
    reports_[i].due = {};
    if (started_) deadline_ = {};
  }
}

void Reader::expect_change(std::uint8_t report_id) {
  for (std::size_t i = 0; i < reports_.size(); ++i) {
    const nut::PlannedReport& report = ups_.plan.reports[i];
    if (report.type == hid::ReportType::feature && report.id == report_id) reports_[i].due = {};
  }
  if (started_) deadline_ = {};
}

void Reader::compose_again() {
  composes_again_ = true;
  if (started_) deadline_ = {};
}

void Reader::set_deadline(Instant now) {
  deadline_ = Instant::max();
  for (const ReportState& state : reports_) deadline_ = std::min(deadline_, state.due);
  if (low_delay_.until()) deadline_ = std::min(deadline_, *low_delay_.until());
  if (!ups_.poll_only && ups_.transport->interrupt_fd() < 0)
    deadline_ = std::min(deadline_, now + unpolled_pace);
}

std::optional<std::string> Reader::string(std::uint8_t index, SnapshotBuilder& out) {
  if (index == 0) return "";  // USB 2.0 §9.6.7: there is no such string
  const auto known = strings_.find(index);
  if (known != strings_.end()) return known->second;
  auto text = ups_.transport->string(index);
  if (!text && text.error().code == Code::not_found) text = std::string();
  if (!text) out.warn(fmt::format("USB string {}: {}", index, text.error().text()));
  auto value = text ? std::optional(std::move(*text)) : std::nullopt;
  return strings_.emplace(index, std::move(value)).first->second;
}

void Reader::fail(const nut::PlannedReport& report, const Error& error, SnapshotBuilder& out) {
  auto names = report.names;
  if (error.code == Code::short_report) {
    names = nut::missing_names(ups_.plan, report,
                               [this](std::size_t field) { return fields_[field].known; });
    if (names.empty()) names = report.names;
  }
  out.fail({report.type, report.id, error, std::move(names)});
}

// Without a time, as for a single reading, no report of a low battery is delayed.
Snapshot Reader::make_snapshot(SnapshotBuilder out, std::optional<Instant> now) {
  const std::size_t fields = fields_.size();
  values_.assign(fields, std::nullopt);
  readings_.assign(fields, std::nullopt);
  bool has_power_state = false;
  bool knows_power_state = false;
  for (std::size_t i = 0; i < reports_.size(); ++i) {
    const nut::PlannedReport& report = ups_.plan.reports[i];
    if (reports_[i].error) fail(report, *reports_[i].error, out);
    const auto is_known = [this](std::size_t field) { return fields_[field].known; };
    has_power_state |= !report.power_state.empty();
    knows_power_state |= std::ranges::any_of(report.power_state, is_known);
    for (const std::size_t field : report.fields) {
      const FieldValue& value = fields_[field];
      if (value.trouble) out.warn(fmt::format("{}: {}", ups_.paths->path(field), *value.trouble));
      if (!value.known) continue;
      values_[field].emplace().physical = value.physical;
      if (ups_.explain) values_[field]->changes = ups_.applied.changes[field];
    }
  }
  quirks::correct(ups_.applied, values_, ups_.explain);
  for (std::size_t i = 0; i < fields; ++i) {
    if (!values_[i]) continue;
    readings_[i] = nut::Reading{fields_[i].logical, values_[i]->physical, fields_[i].physical,
                                std::move(values_[i]->changes)};
  }
  out.put_text("driver.name", "upshid");
  out.put_text("driver.version", std::string(version()));
  for (const auto& [key, value] : ups_.parameters) {
    if (key.find('.') == std::string::npos && key != "driver" && key != "desc") {
      out.put_text("driver.parameter." + key, value);
    }
  }
  nut::evaluate(
      {ups_.table, &ups_.plan, &ups_.descriptor, &*ups_.paths, &ups_.transport->device(),
       &ups_.settings, &readings_, [this, &out](std::uint8_t index) { return string(index, out); },
       ups_.explain, now ? &low_delay_ : nullptr, now.value_or(Instant{})},
      out);
  out.set_stale(has_power_state && !knows_power_state);
  if (!has_power_state) out.warn("no report of this device shows whether line power is present");
  return std::move(out).finish();
}

}  // namespace upshid
