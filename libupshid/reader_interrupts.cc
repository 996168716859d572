// Interrupt reports: which planned fields they stand for, and taking them.

#include <algorithm>

#include "reader.h"

namespace upshid {

namespace {

bool is_planned(const nut::Plan& plan, std::size_t field) {
  return std::ranges::any_of(plan.reports, [field](const nut::PlannedReport& report) {
    return std::ranges::find(report.fields, field) != report.fields.end();
  });
}

}  // namespace

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

}  // namespace upshid
