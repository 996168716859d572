#include "monitor/record.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

#include "base/text.h"

namespace upshid::monitor {

namespace {

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c > ' ' && c < '\x7f' && c != '%' && c != '=') {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::optional<std::string> unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    const auto byte = base::parse_hex(text.substr(i + 1, 2));
    if (!byte) return std::nullopt;
    out += static_cast<char>(static_cast<unsigned char>(*byte));
    i += 2;
  }
  return out;
}

}  // namespace

RecordWriter& RecordWriter::text(std::string_view key, std::string_view value) {
  out_ += fmt::format(" {}={}", key, escape(value));
  return *this;
}

RecordWriter& RecordWriter::number(std::string_view key, std::int64_t value) {
  out_ += fmt::format(" {}={}", key, value);
  return *this;
}

RecordWriter& RecordWriter::number(std::string_view key, std::optional<std::int64_t> value) {
  return value ? number(key, *value) : *this;
}

Result<Record> Record::parse(std::string_view line, std::string where) {
  const auto words = base::words(line);
  if (words.empty())
    return Error{Code::malformed_config, std::move(where), "an empty line, expected a record"};
  Record record;
  record.kind_ = words.front();
  for (std::size_t i = 1; i < words.size(); ++i) {
    const auto equals = words[i].find('=');
    const auto value =
        equals == std::string_view::npos ? std::nullopt : unescape(words[i].substr(equals + 1));
    if (!value) {
      return Error{Code::malformed_config, std::move(where),
                   fmt::format("\"{}\", expected key=value", words[i])};
    }
    if (!record.fields_.emplace(words[i].substr(0, equals), *value).second) {
      return Error{Code::malformed_config, std::move(where),
                   fmt::format("{} twice, expected it once", words[i].substr(0, equals))};
    }
  }
  record.where_ = std::move(where);
  return record;
}

std::optional<std::string> Record::take(std::string_view key) {
  const auto found = fields_.find(key);
  if (found == fields_.end()) return std::nullopt;
  std::string value = std::move(found->second);
  fields_.erase(found);
  return value;
}

void Record::fail(std::string what) {
  if (!error_) error_ = Error{Code::malformed_config, where_, std::move(what)};
}

std::string Record::text(std::string_view key) {
  auto value = take(key);
  if (!value) fail(fmt::format("no {} in {}, expected one", key, kind_));
  return std::move(value).value_or(std::string());
}

std::int64_t Record::number(std::string_view key, std::int64_t min, std::int64_t max) {
  const auto value = maybe_number(key, min, max);
  if (!value) fail(fmt::format("no {} in {}, expected one", key, kind_));
  return value.value_or(min);
}

std::optional<std::int64_t> Record::maybe_number(std::string_view key, std::int64_t min,
                                                 std::int64_t max) {
  const auto text = take(key);
  if (!text) return std::nullopt;
  const auto value = base::parse_integer(*text);
  if (!value || *value < min || *value > max) {
    fail(fmt::format("{}={} in {}, expected {} to {}", key, *text, kind_, min, max));
    return min;
  }
  return value;
}

std::size_t Record::word(std::string_view key, const std::vector<std::string_view>& words) {
  const std::string value = text(key);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == value) return i;
  }
  fail(fmt::format("{}={} in {}, expected one of {}", key, value, kind_, fmt::join(words, ", ")));
  return 0;
}

Result<void> Record::finish() {
  if (!error_ && !fields_.empty())
    fail(fmt::format("{} in {}, expected no such key", fields_.begin()->first, kind_));
  if (error_) return *error_;
  return {};
}

}  // namespace upshid::monitor
