#ifndef UPSHID_TESTS_UNIT_VIRTUAL_BENCH_H
#define UPSHID_TESTS_UNIT_VIRTUAL_BENCH_H

// A virtual UPS on the bench: its clock turned by hand, its reports read by their bytes.

#include <doctest/doctest.h>

#include <chrono>
#include <string_view>

#include "virtual/spec.h"
#include "virtual/virtual_ups.h"

namespace upshid::tests {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// Present status of CyberPower's report 0x0b.
enum Status : unsigned {
  ac_present = 0x01,
  charging = 0x02,
  discharging = 0x04,
  below_limit = 0x08,
  fully_charged = 0x10,
  time_expired = 0x20,
};

class Bench {
 public:
  explicit Bench(std::string_view profile)
      : ups(virtual_ups::shipped_profile(profile).value(), Instant{}) {}

  void wait(std::chrono::nanoseconds time) { ups.advance(now += time); }

  std::vector<std::uint8_t> feature(std::uint8_t id) const {
    return ups.get_report(hid::ReportType::feature, id).value();
  }
  unsigned byte(std::uint8_t id, std::size_t at = 1) const { return feature(id).at(at); }
  unsigned word(std::uint8_t id, std::size_t at = 1) const {
    const auto report = feature(id);
    return report.at(at) | static_cast<unsigned>(report.at(at + 1)) << 8;
  }
  void set(std::vector<std::uint8_t> report) {
    ups.set_report(hid::ReportType::feature, report.front(), report).value();
  }

  Instant now{};
  virtual_ups::VirtualUps ups;
};

}  // namespace upshid::tests

#endif
