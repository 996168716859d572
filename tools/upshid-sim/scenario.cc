#include "upshid-sim/scenario.h"

#include <fmt/format.h>

#include <span>

#include "base/duration.h"
#include "base/line_reader.h"

namespace upshid::sim {

Result<std::vector<ScenarioLine>> parse_scenario(std::string_view text, std::string_view file) {
  std::vector<ScenarioLine> out;
  base::LineReader lines(text, file);
  while (lines.next()) {
    const auto& words = lines.words();
    const auto at = base::parse_duration(words[0]);
    if (!at) {
      return lines.error_at(
          words[0], fmt::format("\"{}\": expected a time such as 5s, 200ms or 2min", words[0]));
    }
    if (!out.empty() && *at < out.back().at) {
      return lines.error_at(words[0], fmt::format("{} is earlier than {} of the line above",
                                                  words[0], base::duration_word(out.back().at)));
    }
    auto command = parse_command(std::span(words).subspan(1));
    if (!command) {
      std::string what = command.error().text();
      return words.size() > 1 ? lines.error_at(words[1], std::move(what))
                              : lines.error_at_end(std::move(what));
    }
    out.push_back({*at, std::move(*command), std::string(lines.words_from(1)),
                   fmt::format("{}:{}", file, lines.number())});
  }
  return out;
}

}  // namespace upshid::sim
