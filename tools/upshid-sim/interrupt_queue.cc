#include "upshid-sim/interrupt_queue.h"

#include <algorithm>

namespace upshid::sim {

namespace {

// As in Linux's hidraw (HIDRAW_BUFFER_SIZE).
constexpr std::size_t max_reports = 64;

}  // namespace

InterruptQueue::InterruptQueue(Unit& unit)
    : unit_(unit), interval_(std::chrono::milliseconds(unit.identity().interval)) {}

void InterruptQueue::plugged(Instant now) {
  reports_.clear();
  // Changes while unplugged are not reported.
  while (unit_.next_interrupt()) {
  }
  free_at_ = now;
  cycle_due_ = now + cycle_;
  turn_ = 0;
}

void InterruptQueue::set_silent(bool silent) {
  silent_ = silent;
  if (silent) reports_.clear();
}

void InterruptQueue::set_cycle(std::chrono::nanoseconds period, Instant now) {
  cycle_ = period;
  cycle_due_ = now + period;
}

void InterruptQueue::collect(Instant now, bool heard) {
  while (auto report = unit_.next_interrupt()) {
    if (silent_ || report->empty()) continue;
    const auto same = std::ranges::find_if(
        reports_, [&](const Bytes& waiting) { return waiting.front() == report->front(); });
    if (!heard && same != reports_.end()) {
      *same = std::move(*report);
    } else {
      push(std::move(*report), now);
    }
  }
  if (heard) repeat(now);
}

void InterruptQueue::push(Bytes report, Instant now) {
  // The first packet is sent at the next poll of the host.
  if (reports_.empty()) free_at_ = std::max(free_at_, now);
  reports_.push_back(std::move(report));
  if (reports_.size() > max_reports) reports_.pop_front();
}

void InterruptQueue::repeat(Instant now) {
  if (cycle_.count() == 0 || unit_.cycle().empty() || now < cycle_due_) return;
  // Missed reports are not sent later.
  cycle_due_ += ((now - cycle_due_) / cycle_ + 1) * cycle_;
  if (silent_ || !reports_.empty()) return;
  const std::uint8_t id = unit_.cycle()[turn_++ % unit_.cycle().size()];
  auto report = unit_.get_report(hid::ReportType::input, id);
  if (report && !report->empty()) push(std::move(*report), now);
}

std::optional<Bytes> InterruptQueue::take(Instant now, std::size_t max) {
  const auto due = next_deadline();
  if (reports_.empty() || !due || now < *due) return std::nullopt;
  Bytes& report = reports_.front();
  if (max == 0) return Bytes{};
  free_at_ = std::max(now, *due) + interval_;
  if (report.size() > max) {
    const auto end = report.begin() + static_cast<std::ptrdiff_t>(max);
    Bytes part(report.begin(), end);
    report.erase(report.begin(), end);
    return part;
  }
  Bytes whole = std::move(report);
  reports_.pop_front();
  return whole;
}

std::optional<Instant> InterruptQueue::next_deadline() const {
  if (!reports_.empty()) {
    const std::size_t packets = (reports_.front().size() + packet_size - 1) / packet_size;
    return free_at_ + static_cast<std::int64_t>(packets - 1) * interval_;
  }
  if (cycle_.count() == 0 || unit_.cycle().empty()) return std::nullopt;
  return cycle_due_;
}

}  // namespace upshid::sim
