#include "cli/exit_status.h"

namespace upshid::cli {

namespace {

struct Ending {
  ExitStatus status;
  std::string_view headline;
};

Ending ending_of(const Error& error) {
  switch (error.code) {
    case Code::invalid_argument:
      return {ExitStatus::usage, "Invalid argument"};
    case Code::not_found:
      return {ExitStatus::no_ups, "No UPS found"};
    case Code::ambiguous:
      return {ExitStatus::several, "Several UPSes found"};
    case Code::permission:
      return {ExitStatus::permission, "Permission denied"};
    case Code::unreadable_config:
      return {ExitStatus::configuration, "Configuration cannot be read"};
    case Code::malformed_config:
      return {ExitStatus::configuration, "Configuration cannot be used"};
    case Code::malformed_descriptor:
    case Code::budget_exceeded:
    case Code::not_a_ups:
      return {ExitStatus::not_a_ups, "Not a HID UPS"};
    case Code::untested:
      return {ExitStatus::refused, "Refused"};
    case Code::unsupported:
      return {ExitStatus::unsupported, "Not supported"};
    case Code::stale:
      return {ExitStatus::upsc_error, "Data stale"};
    case Code::disconnected:
      return {ExitStatus::io, "UPS disconnected"};
    case Code::cancelled:
    case Code::stalled:
    case Code::timeout:
    case Code::io:
    case Code::short_report:
    case Code::long_report:
      break;
  }
  return {ExitStatus::io, "UPS cannot be read"};
}

}  // namespace

ExitStatus exit_status_of(const Error& error) {
  return ending_of(error).status;
}

std::string_view headline_of(const Error& error) {
  return ending_of(error).headline;
}

}  // namespace upshid::cli
