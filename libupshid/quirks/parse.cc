#include <fmt/format.h>

#include <algorithm>

#include "base/line_reader.h"
#include "base/text.h"
#include "quirks/row.h"

namespace upshid::quirks {

namespace {

using Words = std::vector<std::string_view>;

// The arguments of a verb as an Action; nullopt if they do not fit its form.
using Reader = std::optional<Action> (*)(Verb, const Words&);

std::vector<std::string> strings(const Words& words) {
  return {words.begin(), words.end()};
}

std::optional<Action> read_paths(Verb verb, const Words& words) {
  if (words.empty()) return std::nullopt;
  return Action{verb, strings(words), {}, {}, {}};
}

std::optional<Action> read_two_paths(Verb verb, const Words& words) {
  return words.size() == 2 ? read_paths(verb, words) : std::nullopt;
}

std::optional<Action> read_range(Verb verb, const Words& words) {
  if (words.size() != 3 && words.size() != 5) return std::nullopt;
  const auto min = base::parse_integer(words[1]);
  const auto max = base::parse_integer(words[2]);
  if (!min || !max || *min > *max) return std::nullopt;
  Action action{verb, {std::string(words[0])}, {}, {}, {}};
  action.numbers = {static_cast<double>(*min), static_cast<double>(*max)};
  if (words.size() == 5) {
    if (words[3] != "if-range-of") return std::nullopt;
    action.paths.emplace_back(words[4]);
  }
  return action;
}

std::optional<Action> read_scale(Verb verb, const Words& words) {
  if (words.size() < 5) return std::nullopt;
  const auto factor = base::parse_number(words[1]);
  if (!factor || *factor <= 0) return std::nullopt;
  Action action{verb, {std::string(words[0])}, {*factor}, {}, {}};
  if (words[2] == "above" && words.size() == 5) {
    const auto ratio = base::parse_number(words[3]);
    if (!ratio) return std::nullopt;
    action.numbers.push_back(*ratio);
    action.paths.emplace_back(words[4]);
    return action;
  }
  if (words[2] != "near" || words.size() < 6 || words[words.size() - 2] != "within" ||
      !words.back().ends_with('%')) {
    return std::nullopt;
  }
  action.verb = Verb::scale_near;
  const auto percent = base::parse_number(words.back().substr(0, words.back().size() - 1));
  if (!percent) return std::nullopt;
  action.numbers.push_back(*percent);
  for (std::size_t i = 3; i + 2 < words.size(); ++i) {
    const auto target = base::parse_number(words[i]);
    if (!target) return std::nullopt;
    action.numbers.push_back(*target);
  }
  return action;
}

std::optional<Action> read_word(Verb verb, const Words& words) {
  if (words.size() != 1) return std::nullopt;
  return Action{verb, {}, {}, std::string(words[0]), {}};
}

std::optional<Action> read_yes(Verb verb, const Words& words) {
  if (words.size() != 1 || words[0] != "yes") return std::nullopt;
  return Action{verb, {}, {}, {}, {}};
}

std::optional<Action> read_policy(Verb verb, const Words& words) {
  constexpr std::string_view names[] = {"online", "on_battery", "calibrating"};
  const auto* at = words.size() == 1 ? std::ranges::find(names, words[0]) : std::end(names);
  if (at == std::end(names)) return std::nullopt;
  return Action{verb, {}, {}, {}, static_cast<OnlineDischarge>(at - names)};
}

std::optional<Action> read_granularity(Verb verb, const Words& words) {
  const auto seconds = words.size() == 2 ? base::parse_integer(words[1]) : std::nullopt;
  if (!seconds || *seconds <= 0) return std::nullopt;
  return Action{verb, {std::string(words[0])}, {static_cast<double>(*seconds)}, {}, {}};
}

// 0 is "when line power returns", -1 "never": the value for a device that otherwise does not wait
// for line power.
std::optional<Action> read_start_delay(Verb verb, const Words& words) {
  const auto seconds = words.size() == 2 ? base::parse_integer(words[1]) : std::nullopt;
  if (!seconds || (*seconds != 0 && *seconds != -1)) return std::nullopt;
  return Action{verb, {std::string(words[0])}, {static_cast<double>(*seconds)}, {}, {}};
}

std::optional<Action> read_exponent(Verb verb, const Words& words) {
  if (words.size() != 3) return std::nullopt;
  const auto wrong = base::parse_integer(words[1]);
  const auto right = base::parse_integer(words[2]);
  const auto is_exponent = [](const auto& number) {
    return number && *number >= -8 && *number <= 7;  // HID 1.11 §6.2.2.7: four bits.
  };
  if (!is_exponent(wrong) || !is_exponent(right)) return std::nullopt;
  return Action{verb,
                {std::string(words[0])},
                {static_cast<double>(*wrong), static_cast<double>(*right)},
                {},
                {}};
}

std::optional<Action> read_value(Verb verb, const Words& words) {
  const auto value = words.size() == 2 ? base::parse_integer(words[1]) : std::nullopt;
  if (!value || *value < 0) return std::nullopt;
  return Action{verb, {std::string(words[0])}, {static_cast<double>(*value)}, {}, {}};
}

struct VerbWord {
  std::string_view key;
  Verb verb;
  Reader read;
  std::string_view form;
};

constexpr VerbWord verbs[] = {
    {"LogicalRange", Verb::logical_range, read_range, "PATH MIN MAX [if-range-of PATH]"},
    {"FullRange", Verb::full_range, read_paths, "PATH..."},
    {"NoUnit", Verb::no_unit, read_paths, "USAGE..."},
    {"Live", Verb::live, read_paths, "PREFIX..."},
    {"NeverRead", Verb::never_read, read_paths, "PREFIX..."},
    {"Rename", Verb::rename, read_two_paths, "PATH PATH"},
    {"Scale", Verb::scale_above, read_scale,
     "PATH FACTOR above RATIO PATH, or PATH FACTOR near N... within P%"},
    {"Dialect", Verb::dialect, read_word, "NAME"},
    {"OnlineDischarge", Verb::online_discharge, read_policy, "online, on_battery or calibrating"},
    {"Granularity", Verb::granularity, read_granularity, "PATH SECONDS"},
    {"StartDelay", Verb::start_delay, read_start_delay, "PATH 0, or PATH -1"},
    {"UnitExponent", Verb::unit_exponent, read_exponent, "PATH WRONG RIGHT, each from -8 to 7"},
    {"Verify", Verb::verify, read_paths, "PREFIX..."},
    {"ShutdownReturn", Verb::shutdown_return, read_value, "PATH VALUE"},
    {"NoCommand", Verb::no_command, read_paths, "PREFIX..."},
    {"ShutdownClock", Verb::shutdown_clock, read_paths, "PATH..."},
    {"NoPortReset", Verb::no_port_reset, read_yes, "yes"},
};

class Parser {
 public:
  Parser(std::string_view text, std::string_view file)
      : line_(text, file, Code::malformed_config, base::LineReader::Comments::whole_lines) {}

  Parsed run() && {
    if (!read()) return {{}, std::move(error_)};
    return {std::move(rows_), {}};
  }

 private:
  bool read() {
    while (line_.next()) {
      const std::string_view content = base::trim(line_.line());
      if (!(content.starts_with('[') ? header(content) : entry(content))) return false;
    }
    return finish_row();
  }

  bool refuse(ComplaintCode code, std::size_t line, std::size_t column, std::string what) {
    error_ = {std::string(line_.file()), line, column, code, Severity::error, std::move(what)};
    return false;
  }

  // `word` is a part of the present line.
  bool refuse(ComplaintCode code, std::string_view word, std::string what) {
    return refuse(code, line_.number(), line_.column(word), std::move(what));
  }

  bool header(std::string_view content) {
    if (!finish_row()) return false;
    const bool closed = content.size() > 2 && content.ends_with(']');
    const auto name = closed ? content.substr(1, content.size() - 2) : std::string_view();
    if (name.empty() || name.find_first_of("[] \t") != std::string_view::npos) {
      return refuse(ComplaintCode::syntax, content,
                    fmt::format("found \"{}\", expected [name]", content));
    }
    const auto same = std::ranges::find(rows_, name, &Row::name);
    if (same != rows_.end()) {
      return refuse(
          ComplaintCode::repeated, content,
          fmt::format("[{}] is also at line {}, expected it once in a file", name, same->line));
    }
    Row& row = rows_.emplace_back();
    row.name = name;
    row.file = line_.file();
    row.line = line_.number();
    return true;
  }

  bool finish_row() {
    if (rows_.empty()) return true;
    const Row& row = rows_.back();
    // A section without verbs disables an earlier one and needs neither.
    if (row.actions.empty() || (!row.source.empty() && !row.test.empty())) return true;
    return refuse(ComplaintCode::missing_setting, row.line, 1,
                  fmt::format("[{}] has no {}, expected Source= and Test=", row.name,
                              row.source.empty() ? "Source=" : "Test="));
  }

  bool entry(std::string_view content) {
    if (rows_.empty())
      return refuse(ComplaintCode::syntax, content,
                    "found an entry, expected a [section] before it");
    const auto equals = content.find('=');
    if (equals == std::string_view::npos) {
      return refuse(ComplaintCode::syntax, content,
                    fmt::format("found \"{}\", expected KEY=VALUE", content));
    }
    const std::string_view key = base::trim(content.substr(0, equals));
    const std::string_view value = base::trim(content.substr(equals + 1));
    Row& row = rows_.back();
    if (key == "Source" || key == "Test") {
      (key == "Source" ? row.source : row.test) = value;
      return true;
    }
    if (key.starts_with("Match")) return match(key, value, row.match);
    const auto* verb = std::ranges::find(verbs, key, &VerbWord::key);
    if (verb == std::end(verbs)) {
      return refuse(ComplaintCode::unknown_name, content,
                    fmt::format("found the key \"{}\", expected Source, Test, a Match key "
                                "or a verb",
                                key));
    }
    auto action = verb->read(verb->verb, base::words(value));
    if (!action) {
      return refuse(ComplaintCode::bad_value, value.empty() ? content : value,
                    fmt::format("{}: found \"{}\", expected {}", key, value, verb->form));
    }
    row.actions.push_back(std::move(*action));
    return true;
  }

  bool match(std::string_view key, std::string_view value, Match& match) {
    const Words words = base::words(value);
    if (key == "MatchName" && !words.empty()) {
      match.names = strings(words);
      return true;
    }
    std::vector<std::uint32_t>* ids = nullptr;
    if (key == "MatchVendor") ids = &match.vendors;
    if (key == "MatchProduct") ids = &match.products;
    if (key == "MatchRelease") ids = &match.releases;
    if (ids == nullptr || words.empty()) {
      return refuse(ComplaintCode::unknown_name, key,
                    fmt::format("found \"{}\", expected MatchVendor, MatchProduct, "
                                "MatchRelease or MatchName, and words after the '='",
                                key));
    }
    for (const std::string_view word : words) {
      const auto id = base::parse_hex(word);
      if (!id || word.size() != 4) {
        return refuse(ComplaintCode::bad_value, word,
                      fmt::format("found \"{}\", expected four hexadecimal digits", word));
      }
      ids->push_back(*id);
    }
    return true;
  }

  base::LineReader line_;
  std::optional<Complaint> error_;
  std::vector<Row> rows_;
};

bool has(const std::vector<std::uint32_t>& list, std::uint32_t id) {
  return list.empty() || std::ranges::find(list, id) != list.end();
}

}  // namespace

Parsed parse_quirks(std::string_view text, std::string_view file) {
  return Parser(text, file).run();
}

bool fits(std::string_view pattern, std::string_view text) {
  // If the text after the last star does not match, the star takes one character more.
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool matches(const Match& match, const DeviceInfo& device) {
  const std::string_view product = base::trim(device.product);
  const bool name_fits =
      match.names.empty() ||
      std::ranges::any_of(match.names, [product](auto& p) { return fits(p, product); });
  return has(match.vendors, device.vendor_id) && has(match.products, device.product_id) &&
         has(match.releases, device.bcd_device) && name_fits;
}

}  // namespace upshid::quirks
