#include "cli/complain.h"

#include <fmt/format.h>
#include <unistd.h>

#include "base/text.h"
#include "base/write_all.h"

namespace upshid::cli {

// If standard error fails, nothing can be reported.

void Complainer::upsc_error(std::string_view headline) const {
  (void)base::write_all(STDERR_FILENO, fmt::format("Error: {}\n", headline));
}

void Complainer::say(std::string_view text) const {
  std::string out;
  for (const std::string_view line : base::split(text, '\n')) {
    out += fmt::format("{}: {}\n", program_, line);
  }
  (void)base::write_all(STDERR_FILENO, out);
}

}  // namespace upshid::cli
