#include "rehearse/words.h"

#include <fmt/format.h>

#include "base/text.h"

namespace upshid::rehearsal {

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
  // SHUTDOWNCMD and NOTIFYCMD may be a command line.
  std::string out = command.argv.front();
  for (std::size_t i = 1; i < command.argv.size(); ++i)
    out += " " + base::shell_word(command.argv[i]);
  return out;
}

std::vector<std::string> environment_words(const Command& command) {
  std::vector<std::string> words;
  for (const auto& [name, value] : command.environment)
    words.push_back(fmt::format("{}={}", name, base::shell_word(value)));
  return words;
}

}  // namespace upshid::rehearsal
