#include "base/report_type.h"

namespace upshid::base {

using hid::ReportType;

std::string_view report_word(ReportType type) {
  switch (type) {
    case ReportType::input:
      return "input";
    case ReportType::output:
      return "output";
    case ReportType::feature:
      break;
  }
  return "feature";
}

std::optional<ReportType> report_type_named(std::string_view word) {
  for (const auto type : {ReportType::input, ReportType::output, ReportType::feature}) {
    if (word == report_word(type)) return type;
  }
  return std::nullopt;
}

}  // namespace upshid::base
