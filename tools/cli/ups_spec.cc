#include "cli/ups_spec.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/host.h"
#include "cli/option_table.h"

namespace upshid::cli {

namespace {

// Names are used in AT lines, in UPSNAME and in answers of the control socket.
bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 128 && std::ranges::all_of(text, [](char c) {
    return c > ' ' && static_cast<unsigned char>(c) < 0x7f && c != '@' && c != '"' && c != '\\';
  });
}

}  // namespace

Result<watch::UpsSpec> parse_ups_spec(std::string_view word) {
  // The options of a virtual UPS have a '=' as well.
  const std::size_t equals = names_a_device(word) ? std::string_view::npos : word.find('=');
  watch::UpsSpec spec{std::string(word.substr(0, equals)), {}};
  if (equals != std::string_view::npos) spec.address = word.substr(equals + 1);
  if (spec.name.starts_with("virtual:") || spec.name.starts_with("recording:")) {
    return usage_error(fmt::format("{}: expected NAME=ADDRESS, such as test={}", word, word));
  }
  const bool is_whole = equals == std::string_view::npos || !spec.address.empty();
  if (!is_name(spec.name) || !is_whole) {
    return usage_error(fmt::format(
        "\"{}\" is not a UPS: expected NAME or NAME=ADDRESS; a name has no '@' or spaces", word));
  }
  return spec;
}

}  // namespace upshid::cli
