#include "rehearse/words.h"

#include <fmt/format.h>

#include "base/text.h"
#include "monitor/describe.h"

namespace upshid::rehearsal {

std::string duration_text(Time time) {
  const std::int64_t all = time.count() < 0 ? -time.count() : time.count();
  const std::int64_t hours = all / 3'600'000;
  const std::int64_t minutes = all / 60'000 % 60;
  const std::int64_t rest = all % 60'000;
  std::string out;
  const auto add = [&out](const std::string& part) { out += (out.empty() ? "" : " ") + part; };
  if (hours > 0) add(fmt::format("{} h", hours));
  if (minutes > 0) add(fmt::format("{} min", minutes));
  if (rest > 0 || out.empty()) add(fmt::format("{:g} s", static_cast<double>(rest) / 1000));
  return out;
}

std::string left_text(Time time) {
  return duration_text(std::chrono::floor<std::chrono::seconds>(time));
}

std::string list_text(const std::vector<std::string>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += i + 1 == parts.size() ? " and " : ", ";
    out += parts[i];
  }
  return out;
}

std::vector<std::string> wrap(const std::vector<std::string>& words, std::size_t width) {
  std::vector<std::string> lines;
  for (const std::string& word : words) {
    if (lines.empty() || lines.back().size() + 1 + word.size() > width) {
      lines.push_back(word);
    } else {
      lines.back() += " " + word;
    }
  }
  return lines;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  const auto words = base::words(text);
  return wrap(std::vector<std::string>(words.begin(), words.end()), width);
}

std::string argv_text(const Command& command) {
  monitor::RunCommand run;
  run.argv = command.argv;
  return monitor::command_text(run);
}

std::vector<std::string> environment_words(const Command& command) {
  std::vector<std::string> words;
  for (const auto& variable : command.environment) {
    monitor::RunCommand run;
    run.argv = {{}};
    run.environment = {variable};
    words.emplace_back(base::trim(monitor::command_text(run)));
  }
  return words;
}

}  // namespace upshid::rehearsal
