#include "cli/asked_ups.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/host.h"
#include "cli/option_table.h"

namespace upshid::cli {

namespace {

// Names stand in AT lines, in UPSNAME and in the answers of the control socket.
bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 128 && std::ranges::all_of(text, [](char c) {
    return c > ' ' && static_cast<unsigned char>(c) < 0x7f && c != '@' && c != '"' && c != '\\';
  });
}

}  // namespace

Result<watch::AskedUps> parse_asked_ups(std::string_view word) {
  // A virtual UPS's options have a '=' of their own.
  const std::size_t equals = names_a_device(word) ? std::string_view::npos : word.find('=');
  watch::AskedUps asked{std::string(word.substr(0, equals)), {}};
  if (equals != std::string_view::npos) asked.address = word.substr(equals + 1);
  if (asked.name.starts_with("virtual:") || asked.name.starts_with("recording:")) {
    return usage_error(fmt::format("{}, expected a name before it, like test={}", word, word));
  }
  const bool is_whole = equals == std::string_view::npos || !asked.address.empty();
  if (!is_name(asked.name) || !is_whole) {
    return usage_error(fmt::format(
        "\"{}\" is not a UPS, expected NAME or NAME=ADDRESS, the name without '@' and spaces",
        word));
  }
  return asked;
}

}  // namespace upshid::cli
