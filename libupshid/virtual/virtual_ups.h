#ifndef UPSHID_VIRTUAL_VIRTUAL_UPS_H
#define UPSHID_VIRTUAL_VIRTUAL_UPS_H

// A UPS that does not exist: answers by (request, report type, report id), as the firmware would,
// on a clock that is passed in.

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
  // `now` is when it was plugged in: fully charged, on mains.
  VirtualUps(Profile profile, Instant now);

  const Profile& profile() const { return profile_; }
  const std::vector<std::uint8_t>& report_descriptor() const { return descriptor_; }

  // Lets time pass. An instant that is not later than the last one changes nothing.
  void advance(Instant now);

  // What happens to it, from the last advance() on. Its answers and interrupt reports show it at
  // once.
  void set_mains(bool present);
  void set_mains_voltage(double volts);
  void set_load(double percent);
  void set_charge(double percent);

  bool mains_present() const { return model_.mains_present(); }
  bool output_on() const { return model_.output_on(); }
  // False when neither mains nor battery is left: the device has dropped off the bus.
  bool alive() const { return model_.alive(); }
  // Whether it stays as it is until somebody acts.
  bool at_rest() const { return model_.at_rest(); }
  // What it would tell of itself, in SI units.
  double value(Quantity quantity) const { return model_.value(quantity); }

  // GET_REPORT: the whole report, id byte first. Errors: stalled for a report that it does not
  // have, disconnected when not alive().
  Result<std::vector<std::uint8_t>> get_report(hid::ReportType type, std::uint8_t id) const;
  // SET_REPORT. Settings outside what the firmware takes are ignored, as devices do; a firmware
  // that knows of a limit takes what is above `most` as that. Errors: stalled for a report that it
  // does not have or that is cut short, disconnected.
  Result<void> set_report(hid::ReportType type, std::uint8_t id,
                          std::span<const std::uint8_t> report,
                          std::int64_t most = std::numeric_limits<std::int64_t>::max());
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
