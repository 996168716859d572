#ifndef UPSHID_NUT_CONDITION_H
#define UPSHID_NUT_CONDITION_H

#include <upshid/status.h>

#include <optional>
#include <string_view>

namespace upshid::nut {

// The reverse of name_of(Condition).
std::optional<Condition> condition_named(std::string_view name);
// The reverse of name_of(BatteryTest); unknown for other texts.
BatteryTest battery_test_named(std::string_view ups_test_result);

}  // namespace upshid::nut

#endif
