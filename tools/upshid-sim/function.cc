#include "upshid-sim/function.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace upshid::sim {

using usbip::Status;
using usbip::Submit;

namespace {

// Endpoint 0x81 in USB/IP, which has the direction separately.
constexpr std::uint32_t interrupt_endpoint = 1;
// A host that submits more at once is faulty; Linux's usbhid has at most a few hundred.
constexpr std::size_t max_pending = 512;

}  // namespace

Function::Function(Unit& unit, FaultTable& faults, Log log)
    : unit_(unit),
      faults_(faults),
      log_(std::move(log)),
      latency_(unit.latency()),
      interrupts_(unit) {}

void Function::plugged(Instant now) {
  state_ = {};
  state_.corrupt_reads = std::exchange(corrupt_next_life_, 0);
  controls_.clear();
  interrupt_requests_.clear();
  interrupts_.plugged(now);
  output_.clear();
  gone_ = false;
}

void Function::take(const usbip::Command& command, Instant now) {
  if (const auto* request = std::get_if<Submit>(&command)) {
    submit(*request, now);
  } else if (const auto* unwanted = std::get_if<usbip::Unlink>(&command)) {
    unlink(*unwanted, now);
  }
  advance(now);
}

void Function::submit(const Submit& request, Instant now) {
  if (controls_.size() + interrupt_requests_.size() >= max_pending) {
    log_(now, request.in ? "in" : "out",
         fmt::format("endpoint {} -> stall, {} transfers are pending", request.endpoint,
                     max_pending));
    reply(request, Status::stall, {});
  } else if (request.endpoint == 0) {
    const Instant start = controls_.empty() ? now : std::max(now, controls_.back().due);
    controls_.push_back({request, start + latency_});
  } else if (request.endpoint == interrupt_endpoint && request.in) {
    interrupt_requests_.push_back(request);
  } else {
    log_(now, request.in ? "in" : "out", fmt::format("endpoint {} -> stall", request.endpoint));
    reply(request, Status::stall, {});
  }
}

void Function::unlink(const usbip::Unlink& unwanted, Instant now) {
  const auto is_victim = [&](const Submit& s) { return s.seqnum == unwanted.victim; };
  bool found = false;
  const auto control =
      std::ranges::find_if(controls_, [&](const Control& c) { return is_victim(c.submit); });
  const auto interrupt = std::ranges::find_if(interrupt_requests_, is_victim);
  if (control != controls_.end()) {
    found = true;
    log_(now, "--", fmt::format("UNLINK {}", describe(Setup::read(control->submit.setup))));
    const bool was_first = control == controls_.begin();
    controls_.erase(control);
    if (was_first) restart_controls(now);
  } else if (interrupt != interrupt_requests_.end()) {
    found = true;
    log_(now, "--", fmt::format("UNLINK interrupt {}", interrupt->length));
    interrupt_requests_.erase(interrupt);
  }
  // Ok: the answer was already sent.
  const Bytes bytes = usbip::unlink_reply(unwanted.seqnum, found ? Status::unlinked : Status::ok);
  output_.insert(output_.end(), bytes.begin(), bytes.end());
}

// Transfers that waited for the first one start now.
void Function::restart_controls(Instant now) {
  Instant start = now;
  for (Control& waiting : controls_) start = waiting.due = start + latency_;
}

void Function::advance(Instant now) {
  if (gone_) return;
  answer_control(now);
  answer_interrupts(now);
}

void Function::answer_control(Instant now) {
  while (!controls_.empty() && !controls_.front().mute && controls_.front().due <= now) {
    Control& control = controls_.front();
    const Submit& request = control.submit;
    ++control_transfers_;
    const Setup setup = Setup::read(request.setup);
    Answer got = answer(setup, request.data, unit_, faults_, state_);
    if (got.kind == Answer::Kind::never) {
      log_control(request, "no answer", now);
      control.mute = true;
      return;
    }
    if (got.kind == Answer::Kind::gone) {
      log_control(request, "gone", now);
      gone_ = true;
      return;
    }
    if (got.kind == Answer::Kind::stall) {
      log_control(request, "stall", now);
      reply(request, Status::stall, {});
    } else if (!request.in) {
      log_control(request, "ok", now);
      reply(request, Status::ok, {});
    } else {
      const auto room =
          std::min<std::size_t>(setup.length, static_cast<std::size_t>(request.length));
      // Descriptors are read in parts; a report that is longer than requested is babble.
      const bool is_report = (setup.request_type & 0x60U) == 0x20;
      const bool overflow = is_report && got.data.size() > room;
      if (got.data.size() > room) got.data.resize(room);
      log_control(request, overflow ? "overflow" : base::hex_bytes(got.data), now);
      reply(request, overflow ? Status::overflow : Status::ok, got.data);
    }
    controls_.pop_front();
  }
}

void Function::answer_interrupts(Instant now) {
  interrupts_.collect(now, !interrupt_requests_.empty() && !faults_.hangs());
  if (faults_.hangs()) return;
  while (!interrupt_requests_.empty()) {
    const Submit& request = interrupt_requests_.front();
    const auto report = interrupts_.take(now, static_cast<std::size_t>(request.length));
    if (!report) return;
    ++interrupt_transfers_;
    log_(now, "in", fmt::format("interrupt {} -> {}", request.length, base::hex_bytes(*report)));
    reply(request, Status::ok, *report);
    interrupt_requests_.pop_front();
  }
}

std::optional<Instant> Function::next_deadline() const {
  std::optional<Instant> next;
  if (!controls_.empty() && !controls_.front().mute) next = controls_.front().due;
  if (!interrupt_requests_.empty() && !faults_.hangs()) {
    const auto interrupt = interrupts_.next_deadline();
    if (interrupt && (!next || *interrupt < *next)) next = interrupt;
  }
  return next;
}

void Function::reply(const Submit& submit, Status status, const Bytes& data) {
  const std::size_t actual = submit.in              ? data.size()
                             : status == Status::ok ? submit.data.size()
                                                    : 0;
  const Bytes bytes = usbip::submit_reply(submit.seqnum, status, data, actual);
  output_.insert(output_.end(), bytes.begin(), bytes.end());
}

void Function::log_control(const Submit& submit, std::string_view result, Instant now) const {
  const std::string request = describe(Setup::read(submit.setup));
  if (submit.in) {
    log_(now, "in", fmt::format("{} -> {}", request, result));
  } else if (submit.data.empty()) {
    log_(now, "out", fmt::format("{} -> {}", request, result));
  } else {
    log_(now, "out", fmt::format("{} <- {} -> {}", request, base::hex_bytes(submit.data), result));
  }
}

Bytes Function::take_output() {
  return std::exchange(output_, {});
}

bool Function::take_disconnect() {
  return std::exchange(gone_, false);
}

}  // namespace upshid::sim
