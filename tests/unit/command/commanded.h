#ifndef UPSHID_TESTS_UNIT_COMMAND_COMMANDED_H
#define UPSHID_TESTS_UNIT_COMMAND_COMMANDED_H

// A virtual UPS to command, on a clock that only its sleeps and the test turn.

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <upshid/upshid.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace upshid::tests {

class Commanded {
 public:
  explicit Commanded(const std::string& spec)
      : ups_(Ups::open("virtual:" + spec, options()).value()) {}

  Ups& ups() { return ups_; }
  void wait(std::chrono::seconds time) { now_ += time; }
  const std::vector<std::chrono::milliseconds>& sleeps() const { return sleeps_; }

  std::string value(std::string_view variable) {
    const Snapshot snapshot = ups_.read().value();
    const Variable* found = snapshot.find(variable);
    return found == nullptr ? "(none)" : found->value;
  }

  // "125 ms 15 01 00": each write a line.
  static std::string written(const CommandPlan& plan) {
    std::string out;
    for (const PlannedWrite& write : plan.writes) {
      if (write.wait.count() > 0) out += fmt::format("{} ms ", write.wait.count());
      out += base::hex_bytes(write.bytes) + "\n";
    }
    return out;
  }
  static std::string told(const Result<CommandPlan>& plan) {
    if (!plan) return plan.error().text();
    std::string out = written(*plan);
    for (const std::string& effect : plan->effects) out += effect + "\n";
    for (const std::string& note : plan->notes) out += "note: " + note + "\n";
    return out;
  }
  std::string plan(std::string_view command) { return told(ups_.plan_run(command)); }
  std::string plan(std::string_view command, std::string_view value) {
    return told(ups_.plan_run(command, value));
  }

  // "confirmed 60", with the remark where there is one.
  static std::string told(const Result<Outcome>& outcome) {
    if (!outcome) {
      return fmt::format("{}: {}", name_of(outcome.error().code), outcome.error().text());
    }
    std::string out = fmt::format("{} {}", name_of(outcome->confirmation), outcome->kept);
    if (!outcome->remark.empty()) out += "; " + outcome->remark;
    return out;
  }
  std::string run(std::string_view command) { return told(ups_.run(command)); }
  std::string set(std::string_view variable, std::string_view value) {
    return told(ups_.set(variable, value));
  }

 private:
  OpenOptions options() {
    OpenOptions out;
    out.confdir = "/nonexistent";
    out.clock = [this] { return now_; };
    out.sleep = [this](std::chrono::milliseconds time) {
      sleeps_.push_back(time);
      now_ += time;
    };
    return out;
  }

  Instant now_{};
  std::vector<std::chrono::milliseconds> sleeps_;
  Ups ups_;
};

}  // namespace upshid::tests

#endif
