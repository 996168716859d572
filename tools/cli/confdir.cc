#include "cli/confdir.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <system_error>

#include "cli/option_table.h"

namespace upshid::cli {

Result<void> take_confdir(std::string_view value, std::string& into) {
  into = value;
  struct stat facts {};
  int error = ::stat(into.c_str(), &facts) == 0 ? 0 : errno;
  if (error == 0 && !S_ISDIR(facts.st_mode)) error = ENOTDIR;
  if (error == 0) return {};
  return usage_error(
      fmt::format("--confdir {}: {}", value, std::generic_category().message(error)));
}

}  // namespace upshid::cli
