#ifndef UPSHID_VIRTUAL_MODEL_H
#define UPSHID_VIRTUAL_MODEL_H

// The electrical model of a virtual UPS: line power, battery, load, timers, battery test. Time
// advances in ticks of 100 ms, so that the state does not depend on how often it is read.

#include <array>
#include <chrono>
#include <cstdint>

#include "virtual/quantity.h"
#include "virtual/ratings.h"

namespace upshid::virtual_ups {

inline constexpr std::chrono::milliseconds tick{100};

// The value of the Test usage.
enum class TestResult : std::uint8_t { passed = 1, aborted = 4, in_progress = 5, none = 6 };

class Model {
 public:
  explicit Model(const Ratings& ratings);

  void step();
  // Whether nothing changes without a command or an event: then time may be skipped.
  bool at_rest() const;

  // Events outside the UPS.
  void set_mains(double volts) { mains_volts_ = volts; }
  void set_load(double percent) { load_ = percent; }
  void set_charge(double percent);

  // Values that the UPS reports.
  double value(Quantity quantity) const;
  // Commands and settings. A value that the firmware rejects leaves the setting unchanged.
  void set(Quantity quantity, double value);

  bool mains_present() const;
  bool on_battery() const { return output_on_ && !mains_present(); }
  bool output_on() const { return output_on_; }
  // False without line power and with an empty battery: it does not answer over USB.
  bool alive() const { return mains_present() || charge_ > 0; }
  // The flags as one number; when it changes, an interrupt report is sent at once.
  std::uint32_t flags() const;

 private:
  // From DelayBeforeStartup.
  enum class Startup : std::uint8_t { stay_off, on_mains, timed };

  void step_battery();
  void step_self_test();
  void step_timers();
  void switch_off();
  void switch_on();
  void start_test(int command);
  void start_shutdown(double seconds);
  void start_startup(double seconds);
  bool self_testing() const { return test_ticks_ > 0 && test_ticks_ <= test_length_; }
  bool discharging() const { return output_on_ && (!mains_present() || self_testing()); }
  bool below_limit() const;
  double seconds_to_empty() const;
  double shown_runtime() const;
  double battery_voltage() const;
  double output_voltage() const;
  double shown_load() const { return output_on_ ? load_ : 0; }
  bool boosting() const;
  bool bucking() const;

  Ratings ratings_;
  double mains_volts_;
  double load_;
  double charge_ = 100;
  bool output_on_ = true;
  bool ran_empty_ = false;  // the load then returns with line power, whatever was commanded
  std::int64_t shutdown_ticks_ = -1;  // -1: not counting
  std::int64_t startup_ticks_ = -1;
  Startup startup_ = Startup::stay_off;
  std::int64_t mains_ticks_ = 0;  // time of line power with the output off
  std::int64_t test_ticks_ = 0;   // until the end of the battery test, its start included
  std::int64_t test_length_ = 0;  // of the part on battery
  TestResult test_result_ = TestResult::none;
};

}  // namespace upshid::virtual_ups

#endif
