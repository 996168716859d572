#include "cli/open_failure.h"

#include <algorithm>

#include "base/text.h"
#include "cli/host.h"

namespace upshid::cli {

bool is_listed(const std::string& name, const OpenOptions& options) {
  const auto names = list_names(options, nullptr);
  if (!names) return false;
  return std::any_of(names->begin(), names->end(), [&name](const NamedUps& ups) {
    return base::compare_no_case(ups.name, name) == 0;
  });
}

OpenFailure open_failure(const Error& error, const std::string& ups, const OpenOptions& options) {
  OpenFailure plain{exit_status_of(error), std::string(headline_of(error))};
  OpenFailure unknown{ExitStatus::upsc_error, "Unknown UPS"};
  if (error.code != Code::not_found) return plain;
  if (ups.starts_with("virtual:") || ups.starts_with("recording:")) return unknown;
  if (ups.empty() || names_a_device(ups)) return plain;
  if (is_listed(ups, options)) return {ExitStatus::upsc_error, "Driver not connected"};
  return ups == "ups" ? plain : unknown;
}

}  // namespace upshid::cli
