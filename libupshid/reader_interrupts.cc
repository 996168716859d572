// Interrupt reports: which planned fields they stand for, and reading them.

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

// A field of an interrupt report means the same as the feature field at its path (HID 1.11 §5.6: a
// usage is what a value means), with a layout of its own.
std::vector<Reader::InterruptReport> Reader::interrupt_reports() const {
  std::vector<InterruptReport> out;
  const auto& fields = ups_.descriptor.fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].type != hid::ReportType::input || fields[i].is_padding()) continue;
    if (ups_.applied.never_read[i]) continue;
    const auto twins = ups_.paths->fields(ups_.paths->path(i));
    const auto planned = std::ranges::find_if(
        twins, [this](std::size_t twin) { return is_planned(ups_.plan, twin); });
    if (planned == twins.end()) continue;
    auto interrupt = std::ranges::find(out, fields[i].report_id, &InterruptReport::id);
    if (interrupt == out.end()) {
      out.push_back({fields[i].report_id,
                     ups_.descriptor.report_bytes(hid::ReportType::input, fields[i].report_id),
                     false,
                     {},
                     {}});
      interrupt = out.end() - 1;
    }
    interrupt->verify = interrupt->verify || ups_.applied.verify[i];
    interrupt->fields.emplace_back(i, *planned);
  }
  for (InterruptReport& interrupt : out) {
    const auto brings = [&interrupt](std::size_t field) {
      return std::ranges::find(interrupt.fields, field,
                               &std::pair<std::size_t, std::size_t>::second) !=
             interrupt.fields.end();
    };
    for (std::size_t i = 0; i < ups_.plan.reports.size(); ++i) {
      if (std::ranges::all_of(ups_.plan.reports[i].fields, brings)) interrupt.reports.push_back(i);
    }
  }
  return out;
}

Result<std::size_t> Reader::next_interrupt() {
  if (waiting_) return *std::exchange(waiting_, std::nullopt);
  return ups_.transport->read_interrupt(interrupt_buffer_, std::chrono::milliseconds::zero());
}

const Reader::InterruptReport* Reader::interrupt_report_of(std::size_t bytes) const {
  const bool with_id = ups_.descriptor.uses_report_ids;
  const std::uint8_t id = with_id && bytes > 0 ? interrupt_buffer_[0] : std::uint8_t{0};
  const auto interrupt = std::ranges::find(interrupts_, id, &InterruptReport::id);
  return interrupt == interrupts_.end() ? nullptr : &*interrupt;
}

bool Reader::has_new(const InterruptReport& interrupt, std::size_t bytes) const {
  const auto payload = payload_of(interrupt_buffer_, bytes);
  return std::ranges::any_of(interrupt.reports,
                             [&](std::size_t i) { return reports_[i].error.has_value(); }) ||
         std::ranges::any_of(interrupt.fields, [&](const auto& pair) {
           return differs(pair.second, pair.first, payload);
         });
}

// Most interrupt reports repeat known values. Those are read here, without a request to the device;
// one that does not waits for dispatch(). If there are more, the descriptor stays readable.
bool Reader::hear(Instant now) {
  if (!started_ || ups_.poll_only || waiting_ || deadline_ <= now) return false;
  const auto got = next_interrupt();
  if (!got) return got.error().code == Code::timeout;
  waiting_ = *got;
  const InterruptReport* interrupt = interrupt_report_of(*got);
  if (interrupt != nullptr && has_new(*interrupt, *got)) return false;
  if (!read_interrupt(now)) return false;
  set_deadline(now);
  return true;
}

// Reads the next interrupt report, if there is one.
Result<Reader::Interrupt> Reader::read_interrupt(Instant now) {
  if (ups_.poll_only) return Interrupt::none;
  const auto got = next_interrupt();
  if (!got) {
    if (got.error().code == Code::timeout) return Interrupt::none;
    return got.error();
  }
  count_answer();
  const InterruptReport* interrupt = interrupt_report_of(*got);
  if (interrupt == nullptr) return Interrupt::old_values;
  const auto payload = payload_of(interrupt_buffer_, *got);
  if (interrupt->verify || interrupt->bytes != *got) {
    verify(*interrupt, payload);
    return Interrupt::old_values;
  }
  bool is_new = false;
  for (const auto& [from, field] : interrupt->fields) is_new |= store(field, from, payload);
  for (const std::size_t index : interrupt->reports) {
    is_new |= reports_[index].error.has_value();
    reports_[index].error.reset();
    reports_[index].failures = 0;
    schedule_told(index, now);
  }
  return is_new ? Interrupt::new_values : Interrupt::old_values;
}

// A report of another length than declared, or from a unit that sends wrong ones, is only a reason
// to poll: a wrong status would shut this machine down.
void Reader::verify(const InterruptReport& interrupt, std::span<const std::uint8_t> payload) {
  for (const auto& [from, field] : interrupt.fields) {
    if (!differs(field, from, payload)) continue;
    for (std::size_t i = 0; i < reports_.size(); ++i) {
      const auto& fields = ups_.plan.reports[i].fields;
      if (std::ranges::find(fields, field) != fields.end()) reports_[i].due = {};
    }
  }
}

}  // namespace upshid
