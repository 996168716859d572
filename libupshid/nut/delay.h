#ifndef UPSHID_NUT_DELAY_H
#define UPSHID_NUT_DELAY_H

// Seconds as a delay field's bits. Power is never cut earlier than was asked for, so everything is
// rounded up: NUT rounds down, and 20 s of a device that counts minutes are "now" (NUT issues 432,
// 578, 1394).

#include <upshid/hid.h>

#include <optional>
#include <string>
#include <string_view>

namespace upshid::nut {

struct Delay {
  std::int64_t logical = 0;
  double seconds = 0;  // what the device will count; below 0: none
};

// 0 is "at once" and stays so. Below 0 is "none", the field's own -1 (PDC 1.1 §4.1.3): a physical
// -1 s may well round to 0. Else the next multiple of `step` seconds that the field can say.
// Errors: invalid_argument (outside the declared range), unsupported (the field has no -1 or no 0).
Result<Delay> encode_delay(const hid::Field& field, double step, double seconds);

// What a user gave as seconds. Errors: invalid_argument; NUT takes what is no number as 0, which is
// "at once".
Result<double> parse_seconds(std::string_view text);

// "60 s", "1.5 s".
std::string seconds_text(double seconds);

}  // namespace upshid::nut

#endif
