#ifndef UPSHID_SEVERITY_H
#define UPSHID_SEVERITY_H

/// \file
/// How bad something is: a place in a configuration file, a line of the log.

#include <upshid/export.h>

#include <cstdint>
#include <string_view>

namespace upshid {

enum class Severity : std::uint8_t {
  info,      ///< What happens.
  notice,    ///< Nothing is wrong; such as a setting that has no effect.
  warning,   ///< It works, though perhaps not as its author thinks.
  error,     ///< Something is lost.
  critical,  ///< This machine goes down, or is not watched.
};

/// "info", "note", "warning", "error", "critical". Thread-safe.
UPSHID_EXPORT std::string_view name_of(Severity severity);

}  // namespace upshid

#endif
