#ifndef UPSHID_BASE_REPORT_TYPE_H
#define UPSHID_BASE_REPORT_TYPE_H

#include <upshid/hid.h>

#include <optional>
#include <string_view>

namespace upshid::base {

// "input", "output", "feature": in messages, and in the formats of upshid.
std::string_view report_word(hid::ReportType type);
std::optional<hid::ReportType> report_type_named(std::string_view word);

}  // namespace upshid::base

#endif
