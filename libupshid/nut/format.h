#ifndef UPSHID_NUT_FORMAT_H
#define UPSHID_NUT_FORMAT_H

// Values as NUT writes them: pure functions of a number. Strings, which need the device, are in
// evaluate.cc.

#include <upshid/hid.h>

#include <cstdint>
#include <optional>
#include <string>

#include "nut/table.h"

namespace upshid::nut {

// A number and its text. No number if the text is not one (lookups, dates).
struct Written {
  std::string text;
  std::optional<double> number;
};

// How a row writes `value` (physical, SI). `logical` is the field's own bits: flags, dates and
// enumerations are never scaled by a unit left over from an earlier item (NUT issue 1776).
// nullopt: the row has no word for this number.
std::optional<Written> write(const Table& table, const Row& row, double value,
                             std::int64_t logical);

// Whether the bits say that the device does not know: all of them set, in an unsigned field that
// holds seconds or per cent. A runtime of 65535 s is none (NUT issues 2987, 3281). The text stays
// as NUT writes it; the variable is no number.
bool is_unknown(const Row& row, const hid::Field& field, std::int64_t logical);

// Likewise a timer (ups.timer.*) of 16 bits or more that does not run; PDC 1.1 §4.1.3 means -1.
bool is_idle_timer(const Row& row, const hid::Field& field, std::int64_t logical);

// PDC 1.1 §4.2.6 "ManufacturerDate": (year - 1980) * 512 + month * 32 + day, as "2004/07/03"; 0 is
// "not set".
std::string packed_date(std::int64_t packed);

// APC's battery date: decimal digits in hexadecimal, month day year: 0x102202 is 2002/10/22; years
// from 70 on are 19xx.
std::string apc_date(std::int64_t digits);

// From kelvin if the number can only be kelvin (273 to 373); otherwise it is degrees Celsius, as
// some units report.
double to_celsius(double value);

// Linear between the points; beyond them, the value of the last one.
double interpolate(const Curve& curve, double x);

}  // namespace upshid::nut

#endif
