#ifndef UPSHID_VIRTUAL_REPORTS_H
#define UPSHID_VIRTUAL_REPORTS_H

// The place of each field in its report, and the conversion of values to bits: the device's side of
// HID, without code of hid/.

#include <cstdint>
#include <span>
#include <vector>

#include "virtual/profile.h"

namespace upshid::virtual_ups {

struct Slot {
  FieldLine field;
  std::uint32_t bit_offset = 0;  // after the ID byte
};

struct ReportLayout {
  hid::ReportType type = hid::ReportType::feature;
  std::uint8_t id = 0;
  std::uint32_t bits = 0;
  std::vector<Slot> slots;  // without padding

  std::size_t bytes() const { return 1 + (bits + 7) / 8; }  // ID byte included
};

// All reports that the profile declares, in order of first appearance.
std::vector<ReportLayout> lay_out(const Profile& profile);

// A value in SI units as the field's logical number, by its unit, exponent and physical range;
// limited to what the bits can hold. `value` below 0 of a delay means "none": -1.
std::int64_t to_logical(const FieldLine& field, double value);
// The reverse.
double from_logical(const FieldLine& field, std::int64_t logical);

void write_bits(std::span<std::uint8_t> payload, std::uint32_t offset, std::uint32_t bits,
                std::int64_t value);
// Sign-extended if the field's logical minimum is negative (HID 1.11 §5.8).
std::int64_t read_bits(std::span<const std::uint8_t> payload, const Slot& slot);

}  // namespace upshid::virtual_ups

#endif
