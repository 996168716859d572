#ifndef UPSHID_STATUS_WATCH_WORDS_H
#define UPSHID_STATUS_WATCH_WORDS_H

// ups.status in plain words.

#include <upshid/variable.h>

#include <string>
#include <string_view>

namespace upshid::status {

// Where the load's power comes from, in rising order of worry.
enum class Power : std::uint8_t { unknown, mains, battery, low };

// From the words of ups.status, in which ups.conf and quirks have had their say.
Power power_of(const Snapshot& snapshot);

constexpr bool is_on_battery(Power power) {
  return power == Power::battery || power == Power::low;
}

// Both on battery, both on mains, or both unknown.
constexpr bool is_same_source(Power a, Power b) {
  return is_on_battery(a) == is_on_battery(b) && (a == Power::unknown) == (b == Power::unknown);
}

// "ON BATTERY", "On mains", "STATE OF THE MAINS UNKNOWN".
std::string_view headline_of(Power power);

// What the other words of ups.status mean: "battery low, overload". Empty where there is none.
std::string further_words(const Status& status);

// One sentence for who looks at the UPS now.
std::string advice(const Snapshot& snapshot);

}  // namespace upshid::status

#endif
