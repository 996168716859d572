#include "upshid-sim/perform.h"

#include <fmt/format.h>

#include "base/duration.h"
#include "base/text.h"

namespace upshid::sim {

namespace {

Reply refuse(std::string what) {
  return {cli::ExitStatus::io, std::move(what)};
}

}  // namespace

Reply Performer::done(const Result<void>& result) {
  if (result) return {};
  return {cli::exit_status_of(result.error()), result.error().text()};
}

std::optional<Reply> Performer::busy() const {
  if (!simulation_.plug_due_) return std::nullopt;
  return refuse("it is about to be plugged in, after a drop or by another command");
}

std::optional<Reply> Performer::operator()(const verb::Mains& mains) {
  return done(mains.volts ? unit().set_mains_voltage(*mains.volts) : unit().set_mains(mains.on));
}

std::optional<Reply> Performer::operator()(const verb::Charge& charge) {
  return done(unit().set_charge(charge.percent));
}

std::optional<Reply> Performer::operator()(const verb::Load& load) {
  return done(unit().set_load(load.percent));
}

std::optional<Reply> Performer::operator()(const verb::Plug& /*plug*/) {
  if (auto reply = busy()) return reply;
  if (simulation_.plugged_) return refuse("it is already plugged in");
  if (!unit().alive()) {
    simulation_.off_ = true;
    return refuse(
        "the unit is off: line power is absent and the battery is empty; it returns with line "
        "power");
  }
  simulation_.begin_plug(now_, ticket_);
  return std::nullopt;
}

std::optional<Reply> Performer::operator()(const verb::Unplug& /*unplug*/) {
  if (auto reply = busy()) return reply;
  if (!simulation_.plugged_) return refuse("it is not plugged in");
  simulation_.unplug(now_, "by command");
  return Reply{};
}

std::optional<Reply> Performer::operator()(const verb::Drop& drop) {
  if (auto reply = busy()) return reply;
  if (!simulation_.plugged_) return refuse("it is not plugged in");
  simulation_.unplug(now_, fmt::format("for {}", base::duration_word(drop.away)));
  simulation_.begin_plug(now_ + drop.away, ticket_);
  return std::nullopt;
}

std::optional<Reply> Performer::operator()(const verb::AddFault& fault) {
  simulation_.opened_.faults.add(fault.target, fault.fault);
  return Reply{};
}

std::optional<Reply> Performer::operator()(const verb::Latency& latency) {
  simulation_.function_.set_latency(latency.time);
  return Reply{};
}

std::optional<Reply> Performer::operator()(const verb::Cycle& cycle) {
  simulation_.function_.interrupts().set_cycle(cycle.period, now_);
  return Reply{};
}

std::optional<Reply> Performer::operator()(const verb::Silent& silent) {
  simulation_.function_.interrupts().set_silent(silent.silent);
  return Reply{};
}

std::optional<Reply> Performer::operator()(const verb::CorruptDescriptor& corrupt) {
  simulation_.function_.corrupt_next_life(corrupt.reads);
  return Reply{};
}

std::optional<Reply> Performer::operator()(const verb::Hang& hang) {
  using Hang = FaultTable::Hang;
  simulation_.opened_.faults.set_hang(hang.until_reset ? Hang::until_reset : Hang::until_clear);
  return Reply{};
}

std::optional<Reply> Performer::operator()(const verb::Clear& /*clear*/) {
  simulation_.opened_.faults.clear();
  return Reply{};
}

std::optional<Reply> Performer::operator()(const verb::Set& set) {
  unit().set_answer(set.type, set.id, set.report);
  return Reply{};
}

std::optional<Reply> Performer::operator()(const verb::Send& send) {
  InterruptQueue& interrupts = simulation_.function_.interrupts();
  if (interrupts.silent()) return refuse("interrupt reports are off; to resume them, use talk");
  if (!simulation_.plugged_) return refuse("it is not plugged in");
  interrupts.push(send.report, now_);
  return Reply{};
}

std::optional<Reply> Performer::operator()(const verb::Status& /*status*/) {
  return simulation_.status(now_);
}

std::optional<Reply> Performer::operator()(const verb::Quit& /*quit*/) {
  if (simulation_.plugged_) simulation_.unplug(now_, "quit");
  simulation_.answer_waiters(refuse("the simulation was stopped"));
  simulation_.plug_due_.reset();
  simulation_.quit_ = true;
  return Reply{};
}

Reply Simulation::status(Instant now) const {
  Unit::State lines{
      {"name", identity().name},
      {"usb", fmt::format("{:04x}:{:04x}", identity().vendor_id, identity().product_id)},
      {"plugged", plugged_ ? port_.place() : "no"}};
  if (plug_due_ && *plug_due_ > now)
    lines.emplace_back("plugged.in", base::duration_word(*plug_due_ - now));
  for (auto& line : opened_.unit->state()) lines.push_back(std::move(line));
  const InterruptQueue& interrupts = function_.interrupts();
  lines.emplace_back("latency", base::duration_word(function_.latency()));
  lines.emplace_back("interrupts", interrupts.silent() ? "silent" : "talk");
  lines.emplace_back("cycle", base::duration_word(interrupts.cycle()));
  lines.emplace_back("transfers.control", std::to_string(function_.control_transfers()));
  lines.emplace_back("transfers.interrupt", std::to_string(function_.interrupt_transfers()));
  for (auto& fault : opened_.faults.lines()) lines.emplace_back("fault", std::move(fault));
  Reply reply;
  for (const auto& [name, value] : lines) reply.text += fmt::format("{}: {}\n", name, value);
  return reply;
}

}  // namespace upshid::sim
