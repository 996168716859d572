#ifndef UPSHID_CONF_DIRECTIVES_H
#define UPSHID_CONF_DIRECTIVES_H

// What upsmon.conf, upssched.conf and upshid.conf have in common: lines of a directive and its
// values, by NUT's rules (parse_conf_arg and conf_arg of its clients): a directive is in capitals,
// further words are dropped, and the last of a directive applies.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "conf/complaint.h"
#include "conf/lexer.h"

namespace upshid::conf {

struct Directive {
  std::string_view form;       // "NOTIFYFLAG type flag[+flag]": its name, then what it takes.
  std::size_t min_values = 1;  // Minimum.
  std::size_t max_values = 1;  // Maximum; further ones are dropped.
  bool secret = false;         // Has a password: complaints must not quote values.

  std::string_view name() const { return form.substr(0, form.find(' ')); }
};

// The values that a number may have, and their description.
struct Range {
  std::int64_t min = 0;
  std::int64_t max = 0;
  std::string_view expected;
};

inline constexpr std::int64_t max_seconds = 2147483647;  // NUT keeps them in an int.
inline constexpr Range seconds_from_0{0, max_seconds, "a whole number of seconds, 0 or more"};
inline constexpr Range seconds_from_1{1, max_seconds, "a whole number of seconds, 1 or more"};
inline constexpr Range any_seconds{-max_seconds, max_seconds, "a whole number of seconds"};

class Directives {
 public:
  // Complaints go to `complaints`, the lexer's first.
  Directives(std::string_view text, std::string path, Complaints& complaints);

  const std::vector<Line>& lines() const { return lexed_.lines; }

  void error(ComplaintCode code, Position at, std::string what) {
    add(code, Severity::error, at, std::move(what));
  }
  void warning(ComplaintCode code, Position at, std::string what) {
    add(code, Severity::warning, at, std::move(what));
  }
  void note(ComplaintCode code, Position at, std::string what) {
    add(code, Severity::notice, at, std::move(what));
  }
  // An error: `name "word": expected ...; outcome`.
  void bad_value(std::string_view name, const Word& word, std::string_view expected,
                 std::string_view outcome = "the line is ignored");

  // The row for this line, of a table whose rows have a member `directive`. Complains and returns
  // nullptr if there is none.
  template <class Row>
  const Row* match(const Line& line, std::span<const Row> rows) {
    const Row* other_case = nullptr;
    for (const Row& row : rows) {
      if (line.front().text == row.directive.name())
        return has_right_form(line, row.directive) ? &row : nullptr;
      if (is_other_case(line, row.directive)) other_case = &row;
    }
    unknown(line, other_case != nullptr ? other_case->directive.name() : std::string_view());
    return nullptr;
  }

  // Complains if `key` was given before. Only for a line that applies.
  void once(const std::string& key, Position at);

  // As atoi() reads a number: text after the digits is dropped. None if there is no digit, which
  // NUT reads as 0, or if it is out of range. `name` is for the complaint.
  std::optional<std::int64_t> number(std::string_view name, const Word& word, const Range& range);
  // The whole word as a number.
  std::optional<std::int64_t> whole_number(std::string_view name, const Word& word,
                                           const Range& range);

  // Sorts the complaints by place; returns the lines, for later references to places.
  std::vector<Line> finish();

 private:
  void add(ComplaintCode code, Severity severity, Position at, std::string what);
  bool has_right_form(const Line& line, const Directive& directive);
  static bool is_other_case(const Line& line, const Directive& directive);
  void unknown(const Line& line, std::string_view meant);

  Lexed lexed_;
  std::string path_;
  Complaints& complaints_;
  std::map<std::string, Position> seen_;
};

}  // namespace upshid::conf

#endif
