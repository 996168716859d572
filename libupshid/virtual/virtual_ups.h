#ifndef UPSHID_VIRTUAL_VIRTUAL_UPS_H
#define UPSHID_VIRTUAL_VIRTUAL_UPS_H

// A simulated UPS: answers by request, report type and report ID, as firmware would, with the time
// passed in.

#include <upshid/hid.h>
#include <upshid/result.h>
#include <upshid/units.h>

#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "virtual/model.h"
#include "virtual/profile.h"
#include "virtual/reports.h"

namespace upshid::virtual_ups {

class VirtualUps {
 public:
  // Plugged in at `now`, fully charged, on line power.
  VirtualUps(Profile profile, Instant now);

  const Profile& profile() const { return profile_; }
  const std::vector<std::uint8_t>& report_descriptor() const { return descriptor_; }

  // Advances time. An instant that is not later than the last one has no effect.
  void advance(Instant now);

  // Events, at the time of the last advance(). Answers and interrupt reports show them at once.
  void set_mains(bool present);
  void set_mains_voltage(double volts);
  void set_load(double percent);
  void set_charge(double percent);

  bool mains_present() const { return model_.mains_present(); }
  bool output_on() const { return model_.output_on(); }
  // False without line power and with an empty battery: the device has left the bus.
  bool alive() const { return model_.alive(); }
  // Whether nothing changes without a command or an event.
  bool at_rest() const { return model_.at_rest(); }
  // A value, in SI units.
  double value(Quantity quantity) const { return model_.value(quantity); }

  // GET_REPORT: the whole report, ID byte first. Errors: stalled (no such report), disconnected if
  // not alive().
  Result<std::vector<std::uint8_t>> get_report(hid::ReportType type, std::uint8_t id) const;
  // SET_REPORT. Settings out of range are ignored, as by real devices; with a clamp, higher values
  // become that limit. Errors: stalled (no such report, or it is truncated), disconnected.
  Result<void> set_report(hid::ReportType type, std::uint8_t id,
                          std::span<const std::uint8_t> report,
                          std::int64_t max = std::numeric_limits<std::int64_t>::max());
  // The next interrupt-IN report, oldest first.
  std::optional<std::vector<std::uint8_t>> next_interrupt();
  // A string descriptor. Errors: not_found, disconnected.
  Result<std::string> string(std::uint8_t index) const;

  // "virtual:CP850PFCLCDa".
  std::string label() const { return "virtual:" + profile_.name; }
  // "virtual:CP850PFCLCDa, feature report 0x0b": where errors happened.
  std::string where(hid::ReportType type, std::uint8_t id) const;

 private:
  const ReportLayout* find(hid::ReportType type, std::uint8_t id) const;
  std::vector<std::uint8_t> encode(const ReportLayout& layout) const;
  std::int64_t logical_of(const FieldLine& field) const;
  void post_changes();

  Profile profile_;
  std::vector<std::uint8_t> descriptor_;
  std::vector<ReportLayout> layouts_;
  Model model_;
  Instant now_;  // of the last tick
  std::uint64_t ticks_ = 0;
  std::uint32_t flags_ = 0;
  std::map<std::uint8_t, std::vector<std::uint8_t>> last_input_;
  std::deque<std::vector<std::uint8_t>> interrupts_;
};

}  // namespace upshid::virtual_ups

#endif
