#ifndef UPSHID_TESTS_UNIT_READER_TURNED_UPS_H
#define UPSHID_TESTS_UNIT_READER_TURNED_UPS_H

// A virtual UPS whose world and clock the test turns while a Ups watches it, and that counts what
// it is asked for.

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <utility>

#include "open.h"
#include "virtual/spec.h"
#include "virtual/virtual_ups.h"

namespace upshid::tests {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

struct World {
  explicit World(std::string_view profile) : World(virtual_ups::shipped_profile(profile).value()) {}
  explicit World(virtual_ups::Profile profile) : unit(std::move(profile), Instant{}) {
    while (unit.next_interrupt()) {
    }
  }
  // Lets time pass for the UPS, not yet for who watches it.
  void wait(std::chrono::nanoseconds time) { unit.advance(now += time); }
  int asked_in_all() const {
    int sum = 0;
    for (const auto& [id, times] : asked) sum += times;
    return sum;
  }

  Instant now{};
  virtual_ups::VirtualUps unit;
  std::map<std::uint8_t, int> asked;                 // GET_REPORTs, by id
  std::map<std::uint8_t, int> stop_answering_after;  // so many GET_REPORTs
  std::map<std::uint8_t, Error> faults;              // answered instead
  std::vector<std::vector<std::uint8_t>> told;       // SET_REPORTs
  std::optional<Error> pipe_fault;                   // answered by read_interrupt()
  bool silent = false;                               // sends no interrupt reports
  std::optional<std::uint8_t> told_anyway;           // sends this report once, though not new
  int fd = 99;                                       // for poll(), which is not called here
};

class TurnedTransport : public transport::Transport {
 public:
  explicit TurnedTransport(World& world) : world_(world) {
    const auto& profile = world.unit.profile();
    info_.vendor_id = profile.vendor_id;
    info_.product_id = profile.product_id;
    info_.product = profile.string_at(profile.product_index);
  }

  void rename(const std::string& product) { info_.product = product; }
  const DeviceInfo& device() const override { return info_; }
  Result<std::vector<std::uint8_t>> report_descriptor() override {
    return world_.unit.report_descriptor();
  }
  Result<std::size_t> get_report(hid::ReportType type, std::uint8_t id,
                                 std::span<std::uint8_t> buffer) override {
    ++world_.asked[id];
    const auto last = world_.stop_answering_after.find(id);
    if (last != world_.stop_answering_after.end() && last->second-- <= 0) {
      return Error{Code::io, "a report", "no answer", 0};
    }
    const auto fault = world_.faults.find(id);
    if (fault != world_.faults.end()) return fault->second;
    const auto report = world_.unit.get_report(type, id);
    if (!report) return report.error();
    std::ranges::copy(*report, buffer.begin());
    return report->size();
  }
  Result<void> set_report(hid::ReportType type, std::uint8_t id,
                          std::span<const std::uint8_t> report) override {
    world_.told.emplace_back(report.begin(), report.end());
    return world_.unit.set_report(type, id, report);
  }
  Result<std::size_t> read_interrupt(std::span<std::uint8_t> buffer, milliseconds) override {
    if (world_.pipe_fault) return *world_.pipe_fault;
    auto report = world_.silent ? std::nullopt : world_.unit.next_interrupt();
    if (!report && world_.told_anyway) {
      const auto id = *std::exchange(world_.told_anyway, std::nullopt);
      report = world_.unit.get_report(hid::ReportType::input, id).value();
    }
    if (!report) return Error{Code::timeout, "interrupt endpoint", "none came", 0};
    std::ranges::copy(*report, buffer.begin());
    return report->size();
  }
  int interrupt_fd() const override { return world_.fd; }
  Result<std::string> string(std::uint8_t index) override { return world_.unit.string(index); }

 private:
  World& world_;
  DeviceInfo info_;
};

inline Ups watch(World& world, Found found = {}) {
  return UpsOpener::open(std::make_unique<TurnedTransport>(world), std::move(found), nullptr)
      .value();
}

inline std::string value(const Ups& ups, std::string_view variable) {
  const Variable* found = ups.snapshot().find(variable);
  return found == nullptr ? "(none)" : found->value;
}

}  // namespace upshid::tests

#endif
