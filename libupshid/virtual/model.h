#ifndef UPSHID_VIRTUAL_MODEL_H
#define UPSHID_VIRTUAL_MODEL_H

// The electrical side of a virtual UPS: mains, battery, load, timers, self-test. Time comes in
// ticks of 100 ms, so that the state after so many ticks does not depend on how often somebody
// looks.

#include <array>
#include <chrono>
#include <cstdint>

#include "virtual/quantity.h"
#include "virtual/ratings.h"

namespace upshid::virtual_ups {

inline constexpr std::chrono::milliseconds tick{100};

// What the Test usage reads.
enum class TestResult : std::uint8_t { passed = 1, aborted = 4, in_progress = 5, none = 6 };

class Model {
 public:
  explicit Model(const Ratings& ratings);

  void step();
  // Whether nothing will change until somebody acts: then time may be skipped.
  bool at_rest() const;

  // The world: what happens to the UPS.
  void set_mains(double volts) { mains_volts_ = volts; }
  void set_load(double percent) { load_ = percent; }
  void set_charge(double percent);

  // What the UPS says.
  double value(Quantity quantity) const;
  // What it is told. A value that the firmware does not take leaves the setting as it was.
  void set(Quantity quantity, double value);

  bool mains_present() const;
  bool on_battery() const { return output_on_ && !mains_present(); }
  bool output_on() const { return output_on_; }
  // Without mains and with an empty battery nothing is left that could answer over USB.
  bool alive() const { return mains_present() || charge_ > 0; }
  // The flags as one number: a change of it is worth an interrupt report at once.
  std::uint32_t flags() const;

 private:
  // What DelayBeforeStartup asked for.
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
  bool ran_empty_ = false;  // then the load comes back with the mains, whatever was commanded
  std::int64_t shutdown_ticks_ = -1;  // -1: not counting
  std::int64_t startup_ticks_ = -1;
  Startup startup_ = Startup::stay_off;
  std::int64_t mains_ticks_ = 0;  // how long mains has been there with the output off
  std::int64_t test_ticks_ = 0;   // to the end of the self-test, its start-up included
  std::int64_t test_length_ = 0;  // of the part on battery
  TestResult test_result_ = TestResult::none;
};

}  // namespace upshid::virtual_ups

#endif
