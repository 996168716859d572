#include "upshid-sim/simulation.h"

#include <fmt/format.h>

#include <algorithm>

#include "upshid-sim/perform.h"

namespace upshid::sim {

namespace {

using std::chrono::milliseconds;

// The kernel needs some time to release a port after an unplug.
constexpr milliseconds patience{1000};
constexpr milliseconds retry_after{10};
// The time step of the virtual UPS.
constexpr milliseconds unit_tick{100};

Reply refused(const Error& error) {
  return {cli::exit_status_of(error), error.text()};
}

}  // namespace

Simulation::Simulation(Opened opened, Port& port, Log log)
    : opened_(std::move(opened)),
      port_(port),
      log_(log),
      function_(*opened_.unit, opened_.faults, std::move(log)) {}

std::optional<Reply> Simulation::perform(const Command& command, Ticket ticket, Instant now) {
  advance(now);
  auto reply = std::visit(Performer(*this, ticket, now), command);
  // Changes by the command are sent at once.
  advance(now);
  return reply;
}

std::vector<std::pair<Ticket, Reply>> Simulation::take_replies() {
  return std::exchange(replies_, {});
}

void Simulation::receive(std::span<const std::uint8_t> bytes, Instant now) {
  opened_.unit->advance(now);
  reader_.feed(bytes);
  while (plugged_) {
    auto command = reader_.next();
    if (!command) {
      unplug(now, command.error().text());
      return;
    }
    if (!*command) return;
    function_.take(**command, now);
    if (function_.take_disconnect()) unplug(now, "fault: gone");
  }
}

void Simulation::host_came(Instant now) {
  reader_ = {};
  function_.plugged(now);
}

void Simulation::host_left(Instant now) {
  log_(now, "--", "the host has released the device");
  host_came(now);
  plugged_ = plugged_ && port_.stays_offered();
}

void Simulation::begin_plug(Instant due, std::optional<Ticket> waiter) {
  plug_due_ = due;
  give_up_ = due + patience;
  if (waiter) waiters_.push_back(*waiter);
}

void Simulation::try_plug(Instant now) {
  auto done = port_.plug(identity());
  if (done && !*done && now < give_up_) {
    plug_due_ = now + retry_after;
    return;
  }
  plug_due_.reset();
  if (done && !*done) {
    done = Error{Code::io, port_.place(), "the port is still busy after 1 s", 0};
  }
  if (!done) {
    plug_error_ = done.error();
    log_(now, "--", done.error().text());
    answer_waiters(refused(done.error()));
    return;
  }
  plugged_ = true;
  if (!first_plugged_) first_plugged_ = now;
  host_came(now);
  log_(now, "--", fmt::format("plugged, {}", port_.place()));
  answer_waiters(
      {cli::ExitStatus::ok, fmt::format("plugged {}, {}\n", identity().name, port_.place())});
}

void Simulation::answer_waiters(const Reply& reply) {
  for (const Ticket waiter : std::exchange(waiters_, {})) replies_.emplace_back(waiter, reply);
}

void Simulation::unplug(Instant now, std::string_view why) {
  plugged_ = false;
  port_.unplug();
  // No data from before the unplug may be sent.
  (void)function_.take_output();
  log_(now, "--", fmt::format("unplugged: {}", why));
}

void Simulation::advance(Instant now) {
  opened_.unit->advance(now);
  if (plugged_) {
    function_.advance(now);
    if (function_.take_disconnect()) unplug(now, "fault: gone");
  }
  if (plugged_ && !opened_.unit->alive()) {
    off_ = true;
    unplug(now, "the unit is off: line power is absent and the battery is empty");
  }
  if (off_ && opened_.unit->alive()) {
    off_ = false;
    begin_plug(now, std::nullopt);
  }
  if (plug_due_ && *plug_due_ <= now) try_plug(now);
}

std::optional<Instant> Simulation::next_deadline(Instant now) const {
  std::optional<Instant> next = plug_due_;
  const auto sooner = [&](std::optional<Instant> other) {
    if (other && (!next || *other < *next)) next = other;
  };
  if (plugged_) sooner(function_.next_deadline());
  if (!opened_.unit->at_rest()) sooner(now + unit_tick);
  return next;
}

}  // namespace upshid::sim
