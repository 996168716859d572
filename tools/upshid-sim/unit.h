#ifndef UPSHID_SIM_UNIT_H
#define UPSHID_SIM_UNIT_H

// A UPS that can be plugged in: a simulated one (a profile of libupshid/virtual) or one with the
// captured answers of a real one.

#include <upshid/hid.h>
#include <upshid/result.h>
#include <upshid/units.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "upshid-sim/descriptors.h"
#include "upshid-sim/faults.h"

namespace upshid::sim {

class Unit {
 public:
  explicit Unit(Identity identity) : identity_(std::move(identity)) {}
  Unit(const Unit&) = delete;
  Unit& operator=(const Unit&) = delete;
  virtual ~Unit() = default;

  const Identity& identity() const { return identity_; }
  void set_speed(Speed speed) { identity_.speed = speed; }
  virtual const Bytes& report_descriptor() const = 0;
  virtual std::optional<Bytes> string(std::uint8_t index) const = 0;
  // The input reports that it sends periodically.
  virtual const std::vector<std::uint8_t>& cycle() const = 0;
  // The duration of a control transfer.
  virtual std::chrono::nanoseconds latency() const { return {}; }

  virtual void advance(Instant now) = 0;
  // Whether nothing changes without a command or an event.
  virtual bool at_rest() const = 0;
  // False without line power and with an empty battery: it has left the bus.
  virtual bool alive() const = 0;

  // Whole reports, the ID byte first if there is one. Errors: stalled.
  virtual Result<Bytes> get_report(hid::ReportType type, std::uint8_t id) const = 0;
  virtual Result<void> set_report(hid::ReportType type, std::uint8_t id,
                                  std::span<const std::uint8_t> report) = 0;
  // The next input report that it sends by itself.
  virtual std::optional<Bytes> next_interrupt() = 0;

  // Events. Errors: unsupported for a captured unit.
  virtual Result<void> set_mains(bool present) = 0;
  virtual Result<void> set_mains_voltage(double volts) = 0;
  virtual Result<void> set_charge(double percent) = 0;
  virtual Result<void> set_load(double percent) = 0;
  // Sets the answer to GET_REPORT; nullopt: the answer of the unit itself.
  virtual void set_answer(hid::ReportType type, std::uint8_t id, std::optional<Bytes> report) = 0;

  // Names and values for people and scripts.
  using State = std::vector<std::pair<std::string, std::string>>;
  virtual State state() const = 0;

 private:
  Identity identity_;
};

// A unit and its initial faults.
struct Opened {
  std::unique_ptr<Unit> unit;
  FaultTable faults;
};

// "CP850PFCLCDa,mains=off" (libupshid/virtual/spec.h), or the directory of a captured device,
// recognised by a '/', optionally with "/1" for its value set 1. Errors: not_found,
// invalid_argument, malformed_config, permission, io.
Result<Opened> open_unit(std::string_view what, Instant now);

Result<std::unique_ptr<Unit>> open_captured(const std::string& folder, unsigned set);
Result<Opened> open_profile(std::string_view spec, Instant now);

}  // namespace upshid::sim

#endif
