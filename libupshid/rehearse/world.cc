#include "rehearse/world.h"

namespace upshid::rehearsal {

void World::advance(Time now) {
  if (now <= now_) return;
  if (is_draining()) {
    battery_.drain(now - now_);
  } else if (mains_) {
    battery_.recharge(now - now_);
  }
  now_ = now;
}

What World::happen(Happening what) {
  switch (what) {
    case Happening::mains_off:
      mains_ = false;
      return What::line_power_lost;
    case Happening::mains_on:
      mains_ = true;
      return What::line_power_back;
    case Happening::usb_lost:
      usb_ = false;
      return What::usb_lost;
    case Happening::usb_back:
      usb_ = true;
      return What::usb_back;
    case Happening::test_begins:
      testing_ = true;
      test_ = BatteryTest::in_progress;
      return What::test_begins;
    case Happening::test_ends:
      testing_ = false;
      test_ = BatteryTest::passed;
      return What::test_over;
    case Happening::kill:
      return What::killed;
    case Happening::restart:
      break;
  }
  return What::restarted;
}

What World::why_low() const {
  return battery_.charge() < premises_.charge_low ? What::low_charge : What::low_runtime;
}

Status World::status() const {
  const bool says_ob = !mains_ || (testing_ && premises_.tests_as_ob);
  Status out{says_ob ? StatusWord::ob : StatusWord::ol};
  const bool is_discharging = !mains_ || testing_;
  out.set(StatusWord::dischrg, is_discharging);
  out.set(StatusWord::chrg, !is_discharging && battery_.charge() < 100);
  out.set(StatusWord::lb, is_low());
  return out;
}

std::optional<monitor::Reading> World::reading() const {
  if (!usb_ || (!mains_ && battery_.is_empty())) return std::nullopt;
  monitor::Reading reading;
  reading.status = status();
  if (premises_.reports_test) reading.test = test_;
  reading.charge = battery_.charge();
  reading.runtime = std::chrono::floor<std::chrono::seconds>(battery_.shown_runtime());
  return reading;
}

}  // namespace upshid::rehearsal
