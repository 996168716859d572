#include "cli/bad_option.h"

#include <fmt/format.h>
#include <getopt.h>

#include <string>

namespace upshid::cli {

Error bad_option(int found, const char* word) {
  const bool is_short = optopt != 0 && optopt < 256;
  const std::string spelled = is_short ? fmt::format("-{}", static_cast<char>(optopt)) : word;
  return {Code::invalid_argument,
          {},
          found == ':' ? fmt::format("option {} needs a value", spelled)
                       : fmt::format("unknown option {}", spelled),
          0};
}

}  // namespace upshid::cli
