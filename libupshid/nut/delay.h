#ifndef UPSHID_NUT_DELAY_H
#define UPSHID_NUT_DELAY_H

// Seconds as the bits of a delay field, rounded up, so that power is never cut earlier than
// requested. (NUT rounds down: with a device that counts minutes, 20 s are "now"; NUT issues 432,
// 578, 1394.)

#include <upshid/hid.h>

#include <optional>
#include <string>
#include <string_view>

namespace upshid::nut {

struct Delay {
  std::int64_t logical = 0;
  double seconds = 0;  // that the device will count; below 0: none
};

// 0 is "at once" and is not rounded. Below 0 is "none", the logical -1 of the field (PDC 1.1
// §4.1.3), because a physical -1 s may round to 0. Otherwise the next multiple of `step` seconds
// that the field can hold. Errors: invalid_argument (outside the declared range), unsupported (the
// field has no -1 or no 0).
Result<Delay> encode_delay(const hid::Field& field, double step, double seconds);

// The same for a field of minutes in the upper byte and seconds in the lower one; `flag` is added.
// At least 1 s, because 0 is the longest delay there. Errors: invalid_argument (more than 255 min).
Result<Delay> encode_clock(double seconds, std::int64_t flag);

// A user's number of seconds. Errors: invalid_argument. (NUT reads anything else as 0, "at once".)
Result<double> parse_seconds(std::string_view text);

// "60 s", "1.5 s".
std::string seconds_text(double seconds);

}  // namespace upshid::nut

#endif
