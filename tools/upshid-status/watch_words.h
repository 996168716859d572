#ifndef UPSHID_STATUS_WATCH_WORDS_H
#define UPSHID_STATUS_WATCH_WORDS_H

// ups.status as text for people.

#include <upshid/variable.h>

#include <string>
#include <string_view>

namespace upshid::status {

// The source of the load's power, in order of urgency.
enum class Power : std::uint8_t { unknown, line, battery, low };

// From the words of ups.status, after ups.conf and quirks were applied.
Power power_of(const Snapshot& snapshot);

constexpr bool is_on_battery(Power power) {
  return power == Power::battery || power == Power::low;
}

// Both on battery, both on line power, or both unknown.
constexpr bool is_same_source(Power a, Power b) {
  return is_on_battery(a) == is_on_battery(b) && (a == Power::unknown) == (b == Power::unknown);
}

// "ON BATTERY", "On line power", "LINE POWER STATUS UNKNOWN".
std::string_view headline_of(Power power);

// The meaning of the other words of ups.status: "battery low, overload". Empty if there are none.
std::string further_words(const Status& status);

// One sentence of advice.
std::string advice(const Snapshot& snapshot);

}  // namespace upshid::status

#endif
