#include <fmt/format.h>
#include <upshid/error.h>

#include <system_error>

namespace upshid {

std::string_view name_of(Code code) {
  switch (code) {
    case Code::invalid_argument:
      return "invalid_argument";
    case Code::not_found:
      return "not_found";
    case Code::ambiguous:
      return "ambiguous";
    case Code::permission:
      return "permission";
    case Code::disconnected:
      return "disconnected";
    case Code::stalled:
      return "stalled";
    case Code::timeout:
      return "timeout";
    case Code::io:
      return "io";
    case Code::short_report:
      return "short_report";
    case Code::long_report:
      return "long_report";
    case Code::malformed_descriptor:
      return "malformed_descriptor";
    case Code::budget_exceeded:
      return "budget_exceeded";
    case Code::not_a_ups:
      return "not_a_ups";
    case Code::malformed_config:
      return "malformed_config";
    case Code::unsupported:
      return "unsupported";
    case Code::stale:
      return "stale";
    case Code::cancelled:
      return "cancelled";
    case Code::unreadable_config:
      return "unreadable_config";
    case Code::untested:
      return "untested";
  }
  return "unknown";
}

std::string Error::text() const {
  std::string out = where;
  if (!what.empty()) out += fmt::format("{}{}", out.empty() ? "" : ": ", what);
  if (sys_errno != 0) {
    // generic_category() is thread-safe; strerror() need not be.
    out += fmt::format(" ({}, errno {})", std::generic_category().message(sys_errno), sys_errno);
  }
  return out;
}

BadResult::BadResult(Error error) : std::runtime_error(error.text()), error_(std::move(error)) {}

}  // namespace upshid
