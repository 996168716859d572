#include "base/line_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace upshid::base {

bool LineReader::next() {
  while (!rest_.empty()) {
    const std::string_view whole = rest_.substr(0, rest_.find('\n'));
    rest_.remove_prefix(std::min(whole.size() + 1, rest_.size()));
    ++number_;
    line_ = whole.substr(0, whole.find('#'));
    words_ = base::words(line_);
    if (!words_.empty()) return true;
  }
  return false;
}

std::string_view LineReader::words_from(std::size_t index) const {
  if (index >= words_.size()) return {};
  const auto begin = static_cast<std::size_t>(words_[index].data() - line_.data());
  return trim(line_.substr(begin));
}

Error LineReader::error_at(std::string_view word, std::string what) const {
  return {Code::malformed_config,
          fmt::format("{}:{}:{}", file_, number_, word.data() - line_.data() + 1), std::move(what),
          0};
}

Error error_in_line(std::string_view file, int line, std::string what) {
  return {Code::malformed_config, fmt::format("{}:{}:1", file, line), std::move(what), 0};
}

}  // namespace upshid::base
