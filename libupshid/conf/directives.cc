#include "conf/directives.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace upshid::conf {

namespace {

struct Leading {
  std::optional<std::int64_t> value;  // None where it is too large for any range.
  std::string_view rest;
};

// nullopt where there is no number at the beginning.
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
  return number.value && *number.value >= range.least && *number.value <= range.most;
}

}  // namespace

Directives::Directives(std::string_view text, std::string path, Complaints& complaints)
    : lexed_(lex(text)), path_(std::move(path)), complaints_(complaints) {
  for (const Diagnostic& diagnostic : lexed_.diagnostics)
    tell(diagnostic.severity, diagnostic.at, diagnostic.what);
}

void Directives::tell(Severity severity, Position at, std::string what) {
  complaints_.push_back({severity, path_, at, std::move(what)});
}

bool Directives::has_right_form(const Line& line, const Directive& directive) {
  const std::string_view name = directive.name();
  if (line.size() > 1 && line[1].text == "=" && !line[1].quoted) {
    error(line[1].at,
          fmt::format("'=' after {}, expected \"{}\"; the line is left out", name, directive.form));
    return false;
  }
  const std::size_t values = line.size() - 1;
  if (values < directive.least) {
    const auto found = values == 0 ? std::string("without a value")
                                   : fmt::format("with {} value{}", values, values == 1 ? "" : "s");
    error(line.front().at,
          fmt::format("{} {}, expected \"{}\"; the line is left out", name, found, directive.form));
    return false;
  }
  if (values > directive.most) {
    const Word& extra = line[directive.most + 1];
    const auto found =
        directive.secret ? std::string("a word too many") : fmt::format("\"{}\"", extra.text);
    warning(extra.at, fmt::format("{} after \"{}\", expected the end of the line (a value with "
                                  "spaces or '=' needs quotes); it is left out",
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
    error(word.at, fmt::format("unknown directive \"{}\"; the line is left out", word.text));
  } else {
    error(word.at, fmt::format("directive \"{}\", expected \"{}\" in capitals; the line is left "
                               "out",
                               word.text, meant));
  }
}

void Directives::once(const std::string& key, Position at) {
  const auto [earlier, is_first] = seen_.try_emplace(key, at);
  if (is_first) return;
  warning(at, fmt::format("{} again, first at {}:{}; this one counts", key, earlier->second.line,
                          earlier->second.column));
}

std::optional<std::int64_t> Directives::number(std::string_view name, const Word& word,
                                               const Range& range) {
  const auto number = leading_number(word.text);
  if (!number) {
    error(word.at, fmt::format("{} \"{}\", expected {}; the line is left out (NUT takes it as 0)",
                               name, word.text, range.expected));
    return std::nullopt;
  }
  if (!is_within(*number, range)) {
    error(word.at, fmt::format("{} \"{}\", expected {}; the line is left out", name, word.text,
                               range.expected));
    return std::nullopt;
  }
  if (!number->rest.empty()) {
    warning(word.at, fmt::format("{} \"{}\", expected {}; it is read as {}, as NUT does", name,
                                 word.text, range.expected, *number->value));
  }
  return number->value;
}

std::optional<std::int64_t> Directives::whole_number(std::string_view name, const Word& word,
                                                     const Range& range) {
  const auto number = leading_number(word.text);
  if (number && number->rest.empty() && is_within(*number, range)) return number->value;
  error(word.at, fmt::format("{} \"{}\", expected {}; the line is left out", name, word.text,
                             range.expected));
  return std::nullopt;
}

void Directives::finish() {
  std::stable_sort(complaints_.begin(), complaints_.end(),
                   [](const Complaint& a, const Complaint& b) {
                     return std::tie(a.at.line, a.at.column) < std::tie(b.at.line, b.at.column);
                   });
}

}  // namespace upshid::conf
