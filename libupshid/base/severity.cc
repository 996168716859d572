#include <upshid/severity.h>

namespace upshid {

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "info";
    case Severity::notice:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
    case Severity::critical:
      break;
  }
  return "critical";
}

}  // namespace upshid
