#include "nut/commands.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/line_reader.h"
#include "base/text.h"

namespace upshid::nut {

extern const std::string_view commands_table;

namespace {

using Words = std::vector<std::string_view>;
using How = CommandRow::How;

struct HowWord {
  std::string_view text;
  How how;
};

constexpr HowWord how_words[] = {
    {"raw", How::raw}, {"start", How::start}, {"delay", How::delay}, {"up-to", How::up_to}};

class Parser {
 public:
  Parser(std::string_view text, std::string_view file) : lines_(text, file) {}

  Result<CommandTable> run() {
    while (lines_.next()) {
      const auto& words = lines_.words();
      const auto done = words.front().starts_with('[') ? section(words) : entry(words);
      if (!done) return done.error();
    }
    return check_references();
  }

 private:
  enum class Kind { none, dialect, sequences, descriptions };

  Result<void> section(const Words& words) {
    const std::string_view word = words[0];
    if (words.size() != 1 || word.size() < 3 || !word.ends_with(']')) {
      return lines_.error_at(word, "expected [DIALECT], [sequences] or [descriptions]");
    }
    const std::string_view name = word.substr(1, word.size() - 2);
    kind_ = name == "sequences"      ? Kind::sequences
            : name == "descriptions" ? Kind::descriptions
                                     : Kind::dialect;
    if (kind_ == Kind::dialect) table_.dialects.push_back({name, {}});
    return {};
  }

  Result<void> entry(const Words& words) {
    switch (kind_) {
      case Kind::none:
        return lines_.error_at(words[0], "expected a [section] before the first row");
      case Kind::dialect:
        return row(words);
      case Kind::sequences:
        return sequence(words);
      case Kind::descriptions:
        return description(words);
    }
    return {};
  }

  Result<void> row(const Words& words) {
    if (words.size() != 3) return lines_.error_at(words[0], "expected NAME PATH HOW");
    CommandRow out;
    out.name = words[0];
    out.path = words[1];
    out.line = lines_.number();
    const auto colon = words[2].find(':');
    const auto* at = std::ranges::find(how_words, words[2].substr(0, colon), &HowWord::text);
    const auto argument =
        colon == std::string_view::npos ? std::string_view() : words[2].substr(colon + 1);
    const auto number = base::parse_integer(argument);
    const bool wants_number = at != std::end(how_words) && at->how != How::delay;
    if (at == std::end(how_words) || argument.empty() || wants_number != number.has_value()) {
      return lines_.error_at(words[2], "expected raw:N, start:N, delay:VARIABLE or up-to:N");
    }
    out.how = at->how;
    if (number) out.number = *number;
    if (!number) out.variable = argument;
    table_.dialects.back().rows.push_back(std::move(out));
    return {};
  }

  Result<void> sequence(const Words& words) {
    Sequence out;
    out.name = words[0];
    out.line = lines_.number();
    out.is_choice = words.size() > 2 && words[2] == "|";
    for (std::size_t i = 1; i < words.size(); ++i) {
      // A choice has a '|' at every second place, a row of steps none.
      const bool is_bar = words[i] == "|";
      if (is_bar != (out.is_choice && i % 2 == 0)) {
        return lines_.error_at(words[i], "expected STEP... or STEP | STEP...");
      }
      if (!is_bar) out.steps.push_back(step(words[i]));
    }
    if (out.steps.empty() || words.back() == "|") {
      return lines_.error_at(words[0], "expected NAME STEP... or NAME STEP | STEP...");
    }
    table_.sequences.push_back(std::move(out));
    return {};
  }

  static Sequence::Step step(std::string_view word) {
    Sequence::Step out;
    out.optional = word.starts_with('?');
    if (out.optional) word.remove_prefix(1);
    const auto equals = word.find('=');
    out.name = word.substr(0, equals);
    if (equals != std::string_view::npos) out.value = word.substr(equals + 1);
    return out;
  }

  Result<void> description(const Words& words) {
    if (words.size() < 2) return lines_.error_at(words[0], "expected NAME WORDS");
    table_.descriptions.emplace_back(words[0], lines_.words_from(1));
    return {};
  }

  bool is_command(std::string_view name) const {
    for (const CommandDialect& dialect : table_.dialects) {
      if (std::ranges::find(dialect.rows, name, &CommandRow::name) != dialect.rows.end())
        return true;
    }
    return table_.sequence(name) != nullptr;
  }

  Result<CommandTable> check_references() {
    for (const Sequence& sequence : table_.sequences) {
      for (const Sequence::Step& step : sequence.steps) {
        if (step.optional || is_command(step.name)) continue;
        return base::error_in_line(lines_.file(), sequence.line,
                                   fmt::format("no command {}", step.name));
      }
    }
    return std::move(table_);
  }

  base::LineReader lines_;
  Kind kind_ = Kind::none;
  CommandTable table_;
};

}  // namespace

const CommandDialect* CommandTable::dialect(std::string_view name) const {
  const auto at = std::ranges::find(dialects, name, &CommandDialect::name);
  return at == dialects.end() ? nullptr : &*at;
}

const Sequence* CommandTable::sequence(std::string_view name) const {
  const auto at = std::ranges::find(sequences, name, &Sequence::name);
  return at == sequences.end() ? nullptr : &*at;
}

std::string_view CommandTable::description(std::string_view name) const {
  const auto at =
      std::ranges::find_if(descriptions, [name](const auto& d) { return d.first == name; });
  return at == descriptions.end() ? std::string_view() : at->second;
}

Result<CommandTable> parse_commands(std::string_view text, std::string_view file) {
  return Parser(text, file).run();
}

const CommandTable& command_table() {
  static const CommandTable shipped = parse_commands(commands_table, "commands.table").value();
  return shipped;
}

}  // namespace upshid::nut
