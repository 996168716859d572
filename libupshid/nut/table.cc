#include "nut/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>

#include "base/line_reader.h"
#include "base/text.h"
#include "nut/condition.h"

namespace upshid::nut {

namespace {

template <class T>
const T* named(const std::vector<T>& list, std::string_view name) {
  const auto at = std::ranges::find(list, name, &T::name);
  return at == list.end() ? nullptr : &*at;
}

std::optional<Unit> unit_from(std::string_view text) {
  for (unsigned i = 0; i <= static_cast<unsigned>(Unit::ampere_second); ++i) {
    const auto unit = static_cast<Unit>(i);
    if (unit != Unit::none && symbol(unit) == text) return unit;
  }
  return std::nullopt;
}

struct Word {
  std::string_view text;
  How how;
  bool takes_argument;
  bool for_condition;
};

constexpr Word how_words[] = {
    {"string", How::string, false, false},
    {"date", How::date, false, false},
    {"apc-date", How::apc_date, false, false},
    {"clock-date", How::clock_date, false, false},
    {"clock-time", How::clock_time, false, false},
    {"minutes-seconds", How::clock_delay, false, false},
    {"swapped-minutes", How::minutes, false, false},
    {"celsius", How::celsius, false, false},
    {"lookup", How::lookup, true, false},
    {"curve", How::curve, true, false},
    {"text", How::fixed_text, true, false},
    {"setting", How::setting, true, false},
    {"estimate", How::estimate, true, false},
    {"model", How::model, false, false},
    {"model-string", How::model_string, false, false},
    {"bit", How::bit, false, true},
    {"not-bit", How::not_bit, false, true},
    {"nonzero", How::nonzero, false, true},
    {"set-on", How::set_on, true, true},
    {"bits", How::bits, true, true},
};

// Line by line; knows its place for error messages.
class Parser {
 public:
  Parser(std::string_view text, std::string_view file) : lines_(text, file) {}

  Result<Table> run() {
    if (auto done = read(); !done) return done.error();
    return check_references();
  }

  // Sections that belong together; the places of errors count from each one's first line.
  Result<Table> run(const std::vector<std::string_view>& sections) {
    for (const std::string_view text : sections) {
      lines_ = base::LineReader(text, lines_.file());
      if (auto done = read(); !done) return done.error();
    }
    return check_references();
  }

 private:
  enum class Kind { none, dialect, lookup, curve };

  Result<void> read() {
    while (lines_.next()) {
      const auto words = lines_.words();
      const auto done = words.front().starts_with('[') ? section(words) : entry(words);
      if (!done) return done;
    }
    return {};
  }

  Result<void> section(const std::vector<std::string_view>& words) {
    std::string_view kind = words[0].substr(1);
    std::string_view name;
    if (words.size() == 1 && kind.ends_with(']')) {
      name = kind.substr(0, kind.size() - 1);
      kind_ = Kind::dialect;
      table_.dialects.push_back({name, {}});
    } else if (words.size() == 2 && words[1].ends_with(']') &&
               (kind == "lookup" || kind == "curve")) {
      name = words[1].substr(0, words[1].size() - 1);
      kind_ = kind == "lookup" ? Kind::lookup : Kind::curve;
      if (kind_ == Kind::lookup) table_.lookups.push_back({name, {}});
      if (kind_ == Kind::curve) table_.curves.push_back({name, {}});
    }
    if (name.empty()) {
      return lines_.error_at(words[0], "expected [DIALECT], [lookup NAME] or [curve NAME]");
    }
    return {};
  }

  Result<void> entry(const std::vector<std::string_view>& words) {
    switch (kind_) {
      case Kind::none:
        return lines_.error_at(words[0], "expected a [section] before the first row");
      case Kind::dialect:
        return row(words);
      case Kind::lookup:
        return lookup_entry(words);
      case Kind::curve:
        return curve_entry(words);
    }
    return {};
  }

  Result<void> lookup_entry(const std::vector<std::string_view>& words) {
    const auto number = base::parse_integer(words[0]);
    if (!number || words.size() < 2) return lines_.error_at(words[0], "expected NUMBER WORDS");
    table_.lookups.back().words.emplace_back(*number, lines_.words_from(1));
    return {};
  }

  Result<void> curve_entry(const std::vector<std::string_view>& words) {
    const auto x = base::parse_number(words[0]);
    const auto y = words.size() == 2 ? base::parse_number(words[1]) : std::nullopt;
    if (!x || !y) return lines_.error_at(words[0], "expected X Y, two numbers");
    auto& points = table_.curves.back().points;
    if (!points.empty() && points.back().first >= *x) {
      return lines_.error_at(words[0], "expected a larger X than the point before");
    }
    points.emplace_back(*x, *y);
    return {};
  }

  Result<void> row(const std::vector<std::string_view>& words) {
    if (words.size() < 3 && words[0] != "@*")
      return lines_.error_at(words[0], "expected NAME PATH HOW [UNIT] [KEY=VALUE]...");
    if (words[0] == "@*") return conditions(words);
    Row out;
    out.line = lines_.number();
    out.path = words[1];
    if (words[0].starts_with('@')) {
      out.condition = condition_named(words[0].substr(1));
      if (!out.condition)
        return lines_.error_at(words[0], "expected the name of a condition after '@'");
    } else {
      out.name = words[0];
    }
    if (auto done = how(words[2], out); !done) return done;
    for (std::size_t i = 3; i < words.size(); ++i) {
      if (auto done = extra(words[i], out); !done) return done;
    }
    table_.dialects.back().rows.push_back(std::move(out));
    return {};
  }

  Result<void> conditions(const std::vector<std::string_view>& words) {
    if (words.size() != 2) return lines_.error_at(words[0], "expected @* DIALECT");
    Dialect& dialect = table_.dialects.back();
    dialect.conditions_of = words[1];
    dialect.conditions_at = dialect.rows.size();
    return {};
  }

  Result<void> how(std::string_view word, Row& out) {
    if (word.size() == 2 && word[0] == '.' && word[1] >= '0' && word[1] <= '9' && !out.condition) {
      out.how = How::decimal;
      out.decimals = word[1] - '0';
      return {};
    }
    const auto colon = word.find(':');
    const std::string_view name = word.substr(0, colon);
    const auto* at = std::ranges::find(how_words, name, &Word::text);
    if (at == std::end(how_words) || at->for_condition != out.condition.has_value() ||
        at->takes_argument != (colon != std::string_view::npos)) {
      return lines_.error_at(word, out.condition
                                       ? "expected bit, not-bit, nonzero, set-on:N,N or bits:N=N"
                                       : "expected a way to write the value, such as .1 or string");
    }
    out.how = at->how;
    if (at->takes_argument) return argument(word.substr(colon + 1), out);
    return {};
  }

  Result<void> argument(std::string_view word, Row& out) {
    if (out.how == How::set_on) {
      for (const auto part : base::split(word, ',')) {
        const auto number = base::parse_integer(part);
        if (!number) return lines_.error_at(part, "expected whole numbers separated by commas");
        out.numbers.push_back(*number);
      }
      return {};
    }
    if (out.how == How::bits) {
      const auto parts = base::split(word, '=');
      const auto mask = base::parse_integer(parts[0]);
      const auto value = parts.size() == 2 ? base::parse_integer(parts[1]) : std::nullopt;
      if (!mask || !value || *mask <= 0 || (*value & ~*mask) != 0)
        return lines_.error_at(word, "expected bits:MASK=VALUE, VALUE within MASK");
      out.numbers = {*mask, *value};
      return {};
    }
    out.argument = word;
    if (out.how == How::setting) {
      const auto equals = word.find('=');
      if (equals == std::string_view::npos)
        return lines_.error_at(word, "expected setting:KEY=DEFAULT");
      out.argument = word.substr(0, equals);
      out.fallback = word.substr(equals + 1);
    }
    return {};
  }

  Result<void> extra(std::string_view word, Row& out) {
    const auto equals = word.find('=');
    if (word == "choices" && out.how == How::lookup) {
      out.is_enumeration = true;
      return {};
    }
    if (equals == std::string_view::npos) {
      const auto unit = unit_from(word);
      if (!unit)
        return lines_.error_at(word, "expected a unit (V A W VA Hz % s C As) or KEY=VALUE");
      out.unit = *unit;
      return {};
    }
    const std::string_view key = word.substr(0, equals);
    const std::string_view value = word.substr(equals + 1);
    const auto number = base::parse_number(value);
    if (key == "suffix" && !value.empty()) {
      out.suffix = value;
    } else if (key == "scale" && number) {
      out.scale = *number;
    } else if (key == "max" && number) {
      out.max = *number;
    } else if (key == "rw" && number && *number >= 0 && *number <= 64 && !out.condition) {
      out.max_length = static_cast<unsigned>(*number);
    } else if (key == "choices" && !value.empty() && out.how == How::decimal) {
      out.is_enumeration = true;
      for (const auto group : base::split(value, '|')) {
        const auto parts = base::split(group, ',');
        out.choices.emplace_back(parts.begin(), parts.end());
      }
    } else {
      return lines_.error_at(
          word, "expected scale=NUMBER, max=NUMBER, suffix=TEXT, rw=NUMBER or choices=N,N");
    }
    return {};
  }

  // Rows may be before the lookups they use, so this is checked at the end.
  Result<Table> check_references() {
    for (const Dialect& dialect : table_.dialects) {
      for (const Row& row : dialect.rows) {
        const bool missing = (row.how == How::lookup && table_.lookup(row.argument) == nullptr) ||
                             (row.how == How::curve && table_.curve(row.argument) == nullptr);
        if (missing) {
          return base::error_in_line(
              lines_.file(), row.line,
              fmt::format("no section [lookup {0}] or [curve {0}]", row.argument));
        }
      }
    }
    return std::move(table_);
  }

  base::LineReader lines_;
  Kind kind_ = Kind::none;
  Table table_;
};

// A process needs one dialect, and parsing all would be a good part of a short program's time.
std::vector<std::string_view> sections_for(std::string_view dialect) {
  std::vector<std::string_view> out;
  constexpr std::string_view begin = "\n[";
  for (auto at = variables_table.find(begin); at != std::string_view::npos;) {
    const auto end = variables_table.find(begin, at + 1);
    const std::string_view text = variables_table.substr(at + 1, end - at - 1);
    const std::string_view heading = text.substr(1, text.find(']') - 1);
    const bool is_dialect = heading.find(' ') == std::string_view::npos;
    if (!is_dialect || heading == dialect) out.push_back(text);
    at = end;
  }
  return out;
}

Table parse_shipped(std::string_view dialect) {
  return Parser({}, "variables.table").run(sections_for(dialect)).value();
}

// With the conditions of another one.
void complete(Dialect& dialect) {
  if (!dialect.conditions_of.empty()) {
    auto other = parse_shipped(dialect.conditions_of);
    std::vector<Row>& rows = other.dialects.at(0).rows;
    std::erase_if(rows, [](const Row& row) { return !row.condition; });
    const auto at = dialect.rows.begin() + static_cast<std::ptrdiff_t>(dialect.conditions_at);
    dialect.rows.insert(at, rows.begin(), rows.end());
  }
  dialect.rows.shrink_to_fit();
}

}  // namespace

const Dialect* Table::dialect(std::string_view name) const {
  return named(dialects, name);
}
const Lookup* Table::lookup(std::string_view name) const {
  return named(lookups, name);
}
const Curve* Table::curve(std::string_view name) const {
  return named(curves, name);
}

Result<Table> parse_table(std::string_view text, std::string_view file) {
  return Parser(text, file).run();
}

const Table* table_of(std::string_view dialect) {
  static std::mutex mutex;
  static std::map<std::string, Table, std::less<>> tables;
  const std::lock_guard lock(mutex);
  auto at = tables.find(dialect);
  if (at == tables.end()) {
    Table table = parse_shipped(dialect);
    for (Dialect& one : table.dialects) complete(one);
    at = tables.emplace(dialect, std::move(table)).first;
  }
  return at->second.dialects.empty() ? nullptr : &at->second;
}

}  // namespace upshid::nut
