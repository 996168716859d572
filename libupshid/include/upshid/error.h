#ifndef UPSHID_ERROR_H
#define UPSHID_ERROR_H

/// \file
/// Failures as values. An Error owns its text, refers to no device or file object, and may be
/// copied to another thread.

#include <upshid/export.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace upshid {

/// The kinds of failure, closed: a caller may switch over them. Values are part of the interface.
enum class Code : std::uint8_t {
  invalid_argument = 1,  ///< A malformed argument (an empty UPS name, a bad number).
  not_found,             ///< No such device, file or variable.
  ambiguous,             ///< More than one device fits what was asked for.
  permission,            ///< The operating system denied access (EACCES, EPERM).
  disconnected,          ///< The device was unplugged (ENODEV, ENXIO, ESHUTDOWN).
  stalled,               ///< The device refused the request (USB STALL, EPIPE).
  timeout,               ///< The device did not answer in time.
  io,                    ///< Any other transfer error; see Error::sys_errno.
  short_report,          ///< A report had fewer bytes than its descriptor declares.
  long_report,           ///< A report had more bytes than its descriptor declares (EOVERFLOW).
  malformed_descriptor,  ///< The HID report descriptor breaks HID 1.11.
  budget_exceeded,       ///< Input needs more memory or nesting than any UPS does.
  not_a_ups,             ///< A HID device without a Power Device application collection.
  malformed_config,   ///< A configuration or quirks file has an error; `where` is file:line:column.
  unsupported,        ///< Valid, but not possible with this build, transport or device.
  stale,              ///< The UPS was opened, but its present-status could not be read.
  cancelled,          ///< OpenOptions::cancel_fd became readable.
  unreadable_config,  ///< A configuration file exists and cannot be read; `where` is its path.
  untested,           ///< Not known to work on this unit, so nothing was written; see WriteOptions.
};

/// The code's name in JSON output and logs, such as "short_report". Never fails, thread-safe.
UPSHID_EXPORT std::string_view name_of(Code code);

/// One failure: what kind, where, and what was expected there.
struct Error {
  Code code = Code::io;
  std::string where;  ///< Device, report, file:line:column or byte offset. May be empty.
  std::string what;   ///< What was found and what was expected. No full stop.
  int sys_errno = 0;  ///< The underlying errno, 0 if there is none.

  /// "where: what (errno text)", leaving out what is empty. Thread-safe.
  UPSHID_EXPORT std::string text() const;
};

/// Thrown by Result::value(), for callers that prefer exceptions.
class UPSHID_EXPORT BadResult : public std::runtime_error {
 public:
  explicit BadResult(Error error);
  const Error& error() const noexcept { return error_; }

 private:
  Error error_;
};

}  // namespace upshid

#endif
