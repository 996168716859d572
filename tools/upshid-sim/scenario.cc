#include "upshid-sim/scenario.h"

#include <fmt/format.h>

#include "base/text.h"
#include "upshid-sim/duration.h"

namespace upshid::sim {

namespace {

std::size_t column_of(std::string_view line, std::string_view word) {
  return static_cast<std::size_t>(word.data() - line.data()) + 1;
}

Error error_at(std::string_view file, std::size_t number, std::size_t column, std::string what) {
  return {Code::malformed_config, fmt::format("{}:{}:{}", file, number, column), std::move(what),
          0};
}

}  // namespace

Result<std::vector<ScenarioLine>> parse_scenario(std::string_view text, std::string_view file) {
  std::vector<ScenarioLine> out;
  std::size_t number = 0;
  for (const std::string_view whole : base::split(text, '\n')) {
    ++number;
    const std::string_view line = whole.substr(0, whole.find('#'));
    const auto words = base::words(line);
    if (words.empty()) continue;
    const std::size_t column = column_of(line, words[0]);
    const auto at = parse_duration(words[0]);
    if (!at) {
      return error_at(
          file, number, column,
          fmt::format("found \"{}\", expected a time like 5s, 200ms or 2min", words[0]));
    }
    if (!out.empty() && *at < out.back().at) {
      return error_at(file, number, column,
                      fmt::format("{} is before the {} of the command above", words[0],
                                  text_of(out.back().at)));
    }
    auto command = parse_command(std::span(words).subspan(1));
    if (!command) {
      const std::size_t verb_column =
          words.size() > 1 ? column_of(line, words[1]) : line.size() + 1;
      return error_at(file, number, verb_column, command.error().text());
    }
    const std::string_view said =
        base::trim(line.substr(words.size() > 1 ? column_of(line, words[1]) - 1 : line.size()));
    out.push_back(
        {*at, std::move(*command), std::string(said), fmt::format("{}:{}", file, number)});
  }
  return out;
}

}  // namespace upshid::sim
