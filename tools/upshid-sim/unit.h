#ifndef UPSHID_SIM_UNIT_H
#define UPSHID_SIM_UNIT_H

// What can be plugged: a UPS that lives (a profile of libupshid/virtual) or one that answers what
// was captured of a real one.

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
  // The input reports that it sends again and again, unasked.
  virtual const std::vector<std::uint8_t>& cycle() const = 0;
  // How long a control transfer takes.
  virtual std::chrono::nanoseconds latency() const { return {}; }

  virtual void advance(Instant now) = 0;
  // Whether it stays as it is until somebody acts.
  virtual bool at_rest() const = 0;
  // False: neither mains nor battery is left, it is off the bus.
  virtual bool alive() const = 0;

  // Whole reports, the id byte first where there is one. Errors: stalled.
  virtual Result<Bytes> get_report(hid::ReportType type, std::uint8_t id) const = 0;
  virtual Result<void> set_report(hid::ReportType type, std::uint8_t id,
                                  std::span<const std::uint8_t> report) = 0;
  // The next input report that it has to send by itself.
  virtual std::optional<Bytes> next_interrupt() = 0;

  // What happens to it. Errors: unsupported, for a unit that was captured.
  virtual Result<void> set_mains(bool present) = 0;
  virtual Result<void> set_mains_voltage(double volts) = 0;
  virtual Result<void> set_charge(double percent) = 0;
  virtual Result<void> set_load(double percent) = 0;
  // From now on GET_REPORT answers so; nullopt: as it would by itself.
  virtual void set_answer(hid::ReportType type, std::uint8_t id, std::optional<Bytes> report) = 0;

  // Names and values for people and scripts.
  using State = std::vector<std::pair<std::string, std::string>>;
  virtual State state() const = 0;

 private:
  Identity identity_;
};

// A unit and the faults that were asked for with it.
struct Opened {
  std::unique_ptr<Unit> unit;
  FaultTable faults;
};

// "CP850PFCLCDa,mains=off" (libupshid/virtual/spec.h), or a folder of a captured device, recognised
// by a '/', and maybe "/1" for its value set 1. Errors: not_found, invalid_argument,
// malformed_config, permission, io.
Result<Opened> open_unit(std::string_view what, Instant now);

Result<std::unique_ptr<Unit>> open_captured(const std::string& folder, unsigned set);
Result<Opened> open_profile(std::string_view spec, Instant now);

}  // namespace upshid::sim

#endif
