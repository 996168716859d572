#ifndef UPSHID_HID_BITS_H
#define UPSHID_HID_BITS_H

#include <upshid/hid.h>

#include <cstdint>
#include <string_view>

namespace upshid::hid {

struct LogicalLimits {
  std::int64_t min = 0;
  std::int64_t max = 0;
};

// The range that the field's bits can hold, whatever its logical range. For sizes 1 to 32.
LogicalLimits logical_limits(const Field& field);

// Errors shared by bits and physical values.
Error no_such_size(const Field& field);
Error does_not_fit(const Field& field, std::string_view value);

}  // namespace upshid::hid

#endif
