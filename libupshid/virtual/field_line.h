#ifndef UPSHID_VIRTUAL_FIELD_LINE_H
#define UPSHID_VIRTUAL_FIELD_LINE_H

// One field line of a profile, e.g.
//   input:shown,feature:live RemainingCapacity 8 0..100 = charge

#include <map>
#include <string>

#include "base/line_reader.h"
#include "virtual/profile.h"

namespace upshid::virtual_ups {

// Flag sets by name: HID's own words, and those that the profile defined with `flags NAME = ...`.
using FlagSets = std::map<std::string, std::uint16_t, std::less<>>;

// HID's own words (HID 1.11 §6.2.2.5) and "padding", which is constant and nothing else.
FlagSets hid_flags();

// Whether a line with this first word is a field line.
bool is_field_line(std::string_view first_word);

// Errors: malformed_config.
Result<FieldLine> parse_field_line(base::LineReader& line, const FlagSets& flags,
                                   const Profile& profile);

// The next word as a usage: a name, eight hexadecimal digits, or '-' for none.
Result<hid::Usage> next_usage(base::LineReader& line);

}  // namespace upshid::virtual_ups

#endif
