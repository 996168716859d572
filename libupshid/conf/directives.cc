#include "conf/directives.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "base/text.h"

namespace upshid::conf {

namespace {

struct Leading {
  std::optional<std::int64_t> value;  // None if it is too large for any range.
  std::string_view rest;
};

// nullopt if there is no number at the beginning.
std::optional<Leading> leading_number(std::string_view text) {
  while (!text.empty() && base::is_space(text.front())) text.remove_prefix(1);
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value);
  if (error == std::errc::invalid_argument) return std::nullopt;
  const auto rest = text.substr(static_cast<std::size_t>(at - text.data()));
  if (error != std::errc{}) return Leading{std::nullopt, rest};
  return Leading{value, rest};
}

bool is_within(const Leading& number, const Range& range) {
  return number.value && *number.value >= range.min && *number.value <= range.max;
}

}  // namespace

Directives::Directives(std::string_view text, std::string path, Complaints& complaints)
    : lexed_(lex(text)), path_(std::move(path)), complaints_(complaints) {
  for (const Diagnostic& diagnostic : lexed_.diagnostics)
    complaints_.push_back(complaint_at(path_, diagnostic));
}

void Directives::add(ComplaintCode code, Severity severity, Position at, std::string what) {
  complaints_.push_back(complaint_at(path_, {code, severity, at, std::move(what)}));
}

bool Directives::has_right_form(const Line& line, const Directive& directive) {
  const std::string_view name = directive.name();
  if (line.size() > 1 && line[1].text == "=" && !line[1].quoted) {
    error(ComplaintCode::syntax, line[1].at,
          fmt::format("unexpected '=' after {}: expected \"{}\"; the line is ignored", name,
                      directive.form));
    return false;
  }
  const std::size_t values = line.size() - 1;
  if (values < directive.min_values) {
    const auto found = values == 0 ? std::string("no value")
                                   : fmt::format("{} value{}", values, values == 1 ? "" : "s");
    error(ComplaintCode::missing_value, line.front().at,
          fmt::format("{} has {}; expected \"{}\"; the line is ignored", name, found,
                      directive.form));
    return false;
  }
  if (values > directive.max_values) {
    const Word& extra = line[directive.max_values + 1];
    const auto found = directive.secret ? std::string("word") : fmt::format("\"{}\"", extra.text);
    warning(ComplaintCode::extra_words, extra.at,
            fmt::format("unexpected {} after \"{}\" (quote values with spaces or '='); ignored",
                        found, directive.form));
  }
  return true;
}

bool Directives::is_other_case(const Line& line, const Directive& directive) {
  return base::compare_no_case(line.front().text, directive.name()) == 0;
}

void Directives::unknown(const Line& line, std::string_view meant) {
  const Word& word = line.front();
  if (meant.empty()) {
    error(ComplaintCode::unknown_name, word.at,
          fmt::format("unknown directive \"{}\"; the line is ignored", word.text));
  } else {
    error(ComplaintCode::unknown_name, word.at,
          fmt::format("directive \"{}\": expected \"{}\" in capitals; the line is ignored",
                      word.text, meant));
  }
}

void Directives::once(const std::string& key, Position at) {
  const auto [earlier, is_first] = seen_.try_emplace(key, at);
  if (is_first) return;
  warning(ComplaintCode::repeated, at,
          fmt::format("{} repeated, first at {}:{}; this one applies", key, earlier->second.line,
                      earlier->second.column));
}

std::optional<std::int64_t> Directives::number(std::string_view name, const Word& word,
                                               const Range& range) {
  const auto number = leading_number(word.text);
  if (!number) {
    bad_value(name, word, range.expected, "the line is ignored (NUT reads it as 0)");
    return std::nullopt;
  }
  if (!is_within(*number, range)) {
    bad_value(name, word, range.expected);
    return std::nullopt;
  }
  if (!number->rest.empty()) {
    warning(ComplaintCode::bad_value, word.at,
            fmt::format("{} \"{}\": expected {}; read as {}, as in NUT", name, word.text,
                        range.expected, *number->value));
  }
  return number->value;
}

std::optional<std::int64_t> Directives::whole_number(std::string_view name, const Word& word,
                                                     const Range& range) {
  const auto number = leading_number(word.text);
  if (number && number->rest.empty() && is_within(*number, range)) return number->value;
  bad_value(name, word, range.expected);
  return std::nullopt;
}

void Directives::bad_value(std::string_view name, const Word& word, std::string_view expected,
                           std::string_view outcome) {
  error(ComplaintCode::bad_value, word.at,
        fmt::format("{} \"{}\": expected {}; {}", name, word.text, expected, outcome));
}

std::vector<Line> Directives::finish() {
  sort_by_place(complaints_);
  return std::move(lexed_.lines);
}

}  // namespace upshid::conf
