#include "reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "get_report.h"

namespace upshid {

namespace {

// A single failed transfer is common (NUT issue 3116): what was known stays so until this many in a
// row.
constexpr unsigned failures_to_forget = 3;

// A device that floods its interrupt pipe must not keep us from asking.
constexpr int max_interrupts = 64;
// If the firmware of a UPS hangs, each report takes 5 s.
constexpr unsigned max_silences = 3;

// What interrupt reports bring is looked for this often where nothing can be polled for them.
constexpr std::chrono::milliseconds unpolled_pace{250};

constexpr std::chrono::milliseconds min_pace{100};

constexpr std::string_view test_result = "ups.test.result";

bool is_discharging(const Status& status) {
  return status.has(StatusWord::dischrg) || status.has(StatusWord::ob);
}

bool is_planned(const nut::Plan& plan, std::size_t field) {
  return std::ranges::any_of(plan.reports, [field](const nut::PlannedReport& report) {
    return std::ranges::find(report.fields, field) != report.fields.end();
  });
}

}  // namespace

Reader::Reader(OpenUps& ups)
    : ups_(ups),
      asked_(ups.plan.reports.size()),
      told_(ups.descriptor.fields.size()),
      low_delay_(ups.settings) {
  heard_ = heard_reports();
  heard_buffer_.resize(hid::Budget{}.report_bits / 8);
}

// An interrupt report's field tells the same as the feature at its path (HID 1.11 §5.6: a usage
// says what a value means), with a layout of its own.
std::vector<Reader::Heard> Reader::heard_reports() const {
  std::vector<Heard> out;
  const auto& fields = ups_.descriptor.fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].type != hid::ReportType::input || fields[i].is_padding()) continue;
    if (ups_.applied.never_read[i]) continue;
    const auto twins = ups_.paths->fields(ups_.paths->path(i));
    const auto planned = std::ranges::find_if(
        twins, [this](std::size_t twin) { return is_planned(ups_.plan, twin); });
    if (planned == twins.end()) continue;
    auto heard = std::ranges::find(out, fields[i].report_id, &Heard::id);
    if (heard == out.end()) {
      out.push_back({fields[i].report_id,
                     ups_.descriptor.report_bytes(hid::ReportType::input, fields[i].report_id),
                     false,
                     {},
                     {}});
      heard = out.end() - 1;
    }
    heard->verify = heard->verify || ups_.applied.verify[i];
    heard->fields.emplace_back(i, *planned);
  }
  for (Heard& heard : out) {
    const auto brings = [&heard](std::size_t field) {
      return std::ranges::find(heard.fields, field, &std::pair<std::size_t, std::size_t>::second) !=
             heard.fields.end();
    };
    for (std::size_t i = 0; i < ups_.plan.reports.size(); ++i) {
      if (std::ranges::all_of(ups_.plan.reports[i].fields, brings)) heard.reports.push_back(i);
    }
  }
  return out;
}

// What follows the report's number, of which `bytes` have come.
std::span<const std::uint8_t> Reader::payload_of(std::span<const std::uint8_t> report,
                                                 std::size_t bytes) const {
  const std::size_t id = ups_.descriptor.uses_report_ids ? 1 : 0;
  return report.subspan(std::min(id, bytes), bytes - std::min(id, bytes));
}

// What cannot be read for another reason has come, and take() says so.
bool Reader::has_come(std::size_t field, std::span<const std::uint8_t> payload) const {
  const auto value = hid::extract(ups_.descriptor.fields[field], payload);
  return value || value.error().code != Code::short_report;
}

// Whether field `from` says something else than what is known of planned field `field`.
bool Reader::differs(std::size_t field, std::size_t from,
                     std::span<const std::uint8_t> payload) const {
  const auto value = hid::extract(ups_.descriptor.fields[from], payload);
  return value && !(told_[field].known && told_[field].logical == *value);
}

// Field `from` of this report as what planned field `field` says now; true when that is new.
bool Reader::take(std::size_t field, std::size_t from, std::span<const std::uint8_t> payload) {
  const hid::Field& source = ups_.descriptor.fields[from];
  Told& told = told_[field];
  const auto logical = hid::extract(source, payload);
  if (!logical) {
    told = {false, 0, 0, logical.error().text()};
    return false;
  }
  if (told.known && told.logical == *logical) return false;
  told = {true, *logical, hid::to_physical(source, *logical), std::nullopt};
  return true;
}

void Reader::forget(const nut::PlannedReport& report) {
  for (const std::size_t field : report.fields) told_[field].known = false;
}

bool Reader::is_known(const nut::PlannedReport& report) const {
  return std::ranges::all_of(report.fields, [this](std::size_t i) { return told_[i].known; });
}

void Reader::note_answer() {
  silences_ = 0;
  if (ups_.answers != nullptr) ++*ups_.answers;
}

// Asks for one report; true when something is new, be it an error. Of one that is shorter than
// declared only padding may be missing, as APC's BX leave it out (NUT issue 1208).
bool Reader::ask(std::size_t index) {
  const nut::PlannedReport& report = ups_.plan.reports[index];
  Asked& asked = asked_[index];
  auto got = get_report(ups_, report.type, report.id, buffer_);
  const bool failed_before = asked.error.has_value();
  const auto payload = payload_of(buffer_, got ? *got : 0);
  const bool has_all = std::ranges::all_of(
      report.fields, [&](std::size_t field) { return has_come(field, payload); });
  if (got && !has_all) got = wrong_length(report.type, report.id, *got, report.bytes);
  if (!got) {
    asked.error = got.error();
    if (asked.has_answered && got.error().code == Code::timeout) ++silences_;
    if (++asked.failures == failures_to_forget) {
      forget(report);
      return true;
    }
    return !failed_before;
  }
  asked.error.reset();
  asked.failures = 0;
  asked.has_answered = true;
  note_answer();
  bool news = failed_before;
  for (const std::size_t field : report.fields) news |= take(field, field, payload);
  return news;
}

Result<std::size_t> Reader::next_interrupt() {
  if (waiting_) return *std::exchange(waiting_, std::nullopt);
  return ups_.transport->read_interrupt(heard_buffer_, std::chrono::milliseconds::zero());
}

const Reader::Heard* Reader::heard_from(std::size_t bytes) const {
  const bool with_id = ups_.descriptor.uses_report_ids;
  const std::uint8_t id = with_id && bytes > 0 ? heard_buffer_[0] : std::uint8_t{0};
  const auto heard = std::ranges::find(heard_, id, &Heard::id);
  return heard == heard_.end() ? nullptr : &*heard;
}

bool Reader::is_news(const Heard& heard, std::size_t bytes) const {
  const auto payload = payload_of(heard_buffer_, bytes);
  return std::ranges::any_of(heard.reports,
                             [&](std::size_t i) { return asked_[i].error.has_value(); }) ||
         std::ranges::any_of(heard.fields, [&](const auto& pair) {
           return differs(pair.second, pair.first, payload);
         });
}

// Most interrupt reports repeat what is known. Those are taken here, without asking the device
// anything; the first that does not waits for dispatch().
bool Reader::hear(Instant now) {
  if (!started_ || ups_.poll_only || waiting_ || deadline_ <= now) return false;
  for (int i = 0; i < max_interrupts; ++i) {
    const auto got = next_interrupt();
    if (!got && got.error().code == Code::timeout) {
      set_deadline(now);
      return true;
    }
    if (!got) return false;
    waiting_ = *got;
    const Heard* heard = heard_from(*got);
    if (heard != nullptr && is_news(*heard, *got)) return false;
    if (!take_interrupt(now)) return false;
  }
  return false;
}

// The next interrupt report, if one is there.
Result<Reader::Took> Reader::take_interrupt(Instant now) {
  if (ups_.poll_only) return Took::nothing;
  const auto got = next_interrupt();
  if (!got) {
    if (got.error().code == Code::timeout) return Took::nothing;
    return got.error();
  }
  note_answer();
  const Heard* heard = heard_from(*got);
  if (heard == nullptr) return Took::old_values;
  const auto payload = payload_of(heard_buffer_, *got);
  if (heard->verify || heard->bytes != *got) {
    verify(*heard, payload);
    return Took::old_values;
  }
  bool news = false;
  for (const auto& [from, field] : heard->fields) news |= take(field, from, payload);
  for (const std::size_t brought : heard->reports) {
    news |= asked_[brought].error.has_value();
    asked_[brought].error.reset();
    asked_[brought].failures = 0;
    schedule(brought, now);
  }
  return news ? Took::new_values : Took::old_values;
}

// One of another length is not what was declared, and some units send false ones: it is no more
// than a reason to ask. A false status would shut this machine down.
void Reader::verify(const Heard& heard, std::span<const std::uint8_t> payload) {
  for (const auto& [from, field] : heard.fields) {
    if (!differs(field, from, payload)) continue;
    for (std::size_t i = 0; i < asked_.size(); ++i) {
      const auto& fields = ups_.plan.reports[i].fields;
      if (std::ranges::find(fields, field) != fields.end()) asked_[i].due = {};
    }
  }
}

void Reader::schedule(std::size_t index, Instant now) {
  Asked& asked = asked_[index];
  const nut::Refresh refresh = ups_.plan.reports[index].refresh;
  std::chrono::milliseconds pace = pace_.live;
  if (refresh == nut::Refresh::state) pace = pace_.state;
  if (refresh == nut::Refresh::settings) pace = pace_.settings;
  pace = std::max(pace, min_pace);
  if (refresh == nut::Refresh::once && asked.failures == 0) {
    asked.due = Instant::max();
    return;
  }
  // A report that this unit does not answer may cost a time-out of seconds at each try. What
  // decides on a shutdown is asked for all the same.
  if (refresh != nut::Refresh::state && asked.failures > 0) {
    pace = std::max(pace, std::min(pace * (1U << std::min(asked.failures, 8U)), pace_.settings));
  }
  asked.due = now + pace;
}

// Every report, once. Errors: disconnected. What was read before the device went is no state of it.
Result<void> Reader::ask_all() {
  std::ranges::fill(told_, Told{});
  std::ranges::fill(asked_, Asked{});
  for (std::size_t i = 0; i < asked_.size(); ++i) {
    ask(i);
    const std::optional<Error>& error = asked_[i].error;
    if (error && error->code == Code::disconnected) return *error;
  }
  return {};
}

Result<Snapshot> Reader::read() {
  if (auto all = ask_all(); !all) return all.error();
  return make_snapshot({}, std::nullopt);
}

// The snapshot anew; true when a condition is not what it was.
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

// When the battery begins to discharge, the unit may be testing it: that is asked before anything
// is reported. One transfer more, once in an outage; true when it brought something. A unit that
// drops off the bus at that very moment, as CyberPower's do, has still said that it is on battery:
// its loss is the next news.
bool Reader::refresh_test(Instant now) {
  if (snapshot_.find(test_result) == nullptr) return false;
  bool news = false;
  for (std::size_t i = 0; i < asked_.size(); ++i) {
    const auto& names = ups_.plan.reports[i].names;
    if (std::ranges::find(names, test_result) == names.end()) continue;
    const bool changed = ask(i);
    const std::optional<Error>& error = asked_[i].error;
    if (error && error->code == Code::disconnected) {
      asked_[i].due = {};
      return news;
    }
    schedule(i, now);
    news |= changed;
  }
  return news;
}

Result<bool> Reader::dispatch(Instant now) {
  deadline_ = now;
  if (!started_) {
    if (auto all = ask_all(); !all) return all.error();
    for (std::size_t i = 0; i < asked_.size(); ++i) schedule(i, now);
    renew(now);
    started_ = true;
    set_deadline(now);
    return true;
  }
  bool news = false;
  for (std::size_t next = 0;;) {
    // Between any two transfers: one may take the device 50 ms, and there may be twenty.
    for (int i = 0; i < max_interrupts; ++i) {
      const auto took = take_interrupt(now);
      if (!took) return took.error();
      if (*took == Took::nothing) break;
      if (*took == Took::old_values) continue;
      news = true;
      if (renew(now)) return true;
    }
    while (next < asked_.size() && asked_[next].due > now) ++next;
    if (next == asked_.size()) break;
    const bool changed = ask(next);
    schedule(next, now);
    const std::optional<Error>& error = asked_[next].error;
    if (error && error->code == Code::disconnected) return *error;
    if (error && silences_ >= max_silences) {
      return Error{Code::timeout, error->where, "no answer to several reports in a row", 0};
    }
    news |= changed;
    if (changed && ups_.plan.reports[next].refresh == nut::Refresh::state && renew(now))
      return true;
    ++next;
  }
  const auto held_until = low_delay_.until();
  news |= held_until && *held_until <= now;
  if (news) renew(now);
  set_deadline(now);
  return news;
}

void Reader::refresh(std::string_view variable) {
  for (std::size_t i = 0; i < asked_.size(); ++i) {
    if (std::ranges::find(ups_.plan.reports[i].names, variable) == ups_.plan.reports[i].names.end())
      continue;
    asked_[i].due = {};
    if (started_) deadline_ = {};
  }
}

void Reader::expect_change(std::uint8_t report_id) {
  for (std::size_t i = 0; i < asked_.size(); ++i) {
    const nut::PlannedReport& report = ups_.plan.reports[i];
    if (report.type == hid::ReportType::feature && report.id == report_id) asked_[i].due = {};
  }
  if (started_) deadline_ = {};
}

void Reader::set_deadline(Instant now) {
  deadline_ = Instant::max();
  for (const Asked& asked : asked_) deadline_ = std::min(deadline_, asked.due);
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

// Without a time, which one reading cannot have, all that is reported counts.
Snapshot Reader::make_snapshot(SnapshotBuilder out, std::optional<Instant> now) {
  const std::size_t fields = told_.size();
  values_.assign(fields, std::nullopt);
  readings_.assign(fields, std::nullopt);
  bool power_state_asked = false;
  bool power_state_known = false;
  for (std::size_t i = 0; i < asked_.size(); ++i) {
    const nut::PlannedReport& report = ups_.plan.reports[i];
    if (asked_[i].error) out.fail({report.type, report.id, *asked_[i].error, report.names});
    power_state_asked |= report.has_power_state;
    power_state_known |= report.has_power_state && is_known(report);
    for (const std::size_t field : report.fields) {
      const Told& told = told_[field];
      if (told.trouble) out.warn(fmt::format("{}: {}", ups_.paths->path(field), *told.trouble));
      if (!told.known) continue;
      values_[field].emplace().physical = told.physical;
      if (ups_.explain) values_[field]->changes = ups_.applied.changes[field];
    }
  }
  quirks::correct(ups_.applied, values_, ups_.explain);
  for (std::size_t i = 0; i < fields; ++i) {
    if (!values_[i]) continue;
    readings_[i] = nut::Reading{told_[i].logical, values_[i]->physical, told_[i].physical,
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
      {&nut::table(), &ups_.plan, &ups_.descriptor, &*ups_.paths, &ups_.transport->device(),
       &ups_.settings, &readings_, [this, &out](std::uint8_t index) { return string(index, out); },
       ups_.explain, now ? &low_delay_ : nullptr, now.value_or(Instant{})},
      out);
  out.set_stale(power_state_asked && !power_state_known);
  if (!power_state_asked) out.warn("no report of this device shows whether line power is present");
  return std::move(out).finish();
}

}  // namespace upshid
