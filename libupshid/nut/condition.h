#ifndef UPSHID_NUT_CONDITION_H
#define UPSHID_NUT_CONDITION_H

#include <upshid/status.h>

#include <optional>
#include <string_view>

namespace upshid::nut {

// The reverse of name_of(Condition).
std::optional<Condition> condition_named(std::string_view name);

}  // namespace upshid::nut

#endif
