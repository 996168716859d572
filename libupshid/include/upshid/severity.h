#ifndef UPSHID_SEVERITY_H
#define UPSHID_SEVERITY_H

/// \file
/// The severity of a complaint about a configuration, or of a log line.

#include <upshid/export.h>

#include <cstdint>
#include <string_view>

namespace upshid {

enum class Severity : std::uint8_t {
  info,      ///< Normal operation.
  notice,    ///< Not an error, such as a setting without effect.
  warning,   ///< It works, but perhaps not as intended.
  error,     ///< A function does not work.
  critical,  ///< This machine shuts down, or is not protected.
};

/// "info", "note", "warning", "error", "critical". Thread-safe.
UPSHID_EXPORT std::string_view name_of(Severity severity);

}  // namespace upshid

#endif
