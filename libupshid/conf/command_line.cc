#include "conf/command_line.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "base/text.h"

namespace upshid::conf {

namespace {

constexpr std::string_view usual_path =
    "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

bool can_run(const std::string& path) {
  struct stat found {};
  return ::stat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode) &&
         ::access(path.c_str(), X_OK) == 0;
}

// The words of a line without anything that only a shell understands (POSIX XCU 2.2): quotes and
// backslashes are understood here. nullopt where there is something, or nothing at all.
std::optional<std::vector<std::string>> simple_words(std::string_view line) {
  std::vector<std::string> words;
  bool in_word = false;
  char quote = '\0';
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\n') return std::nullopt;
    if (quote == '\0' && base::is_space(c)) {
      in_word = false;
      continue;
    }
    if (!in_word) words.emplace_back();
    in_word = true;
    if (quote == '\'' ? c != '\'' : std::string_view("`$").find(c) != std::string_view::npos) {
      if (quote != '\'') return std::nullopt;
      words.back() += c;
    } else if (c == quote) {
      quote = '\0';
    } else if (quote == '\0' && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == '\\') {
      if (++i == line.size() || line[i] == '\n') return std::nullopt;
      const bool is_special = std::string_view("\"\\`$").find(line[i]) != std::string_view::npos;
      if (quote == '"' && !is_special) words.back() += c;
      words.back() += line[i];
    } else if (quote == '\0' &&
               std::string_view("|&;<>()*?[]#~!{}").find(c) != std::string_view::npos) {
      return std::nullopt;
    } else {
      words.back() += c;
    }
  }
  if (quote != '\0' || words.empty()) return std::nullopt;
  // An assignment before the command.
  if (words.front().find('=') != std::string::npos) return std::nullopt;
  return words;
}

std::vector<std::string> joined(std::vector<std::string> begin,
                                const std::vector<std::string>& command) {
  begin.insert(begin.end(), command.begin() + 1, command.end());
  return begin;
}

}  // namespace

std::optional<std::string> find_program(const std::string& name) {
  if (name.find('/') != std::string::npos) {
    return can_run(name) ? std::optional(name) : std::nullopt;
  }
  const char* path = std::getenv("PATH");  // NOLINT: nobody sets it.
  for (const std::string_view folder : base::split(path == nullptr ? usual_path : path, ':')) {
    // An empty one is the working folder, where nothing of root's may be looked for.
    if (folder.empty() || folder.front() != '/') continue;
    const std::string candidate = std::string(folder) + "/" + name;
    if (!name.empty() && can_run(candidate)) return candidate;
  }
  return std::nullopt;
}

bool has_upsd() {
  // Debian's place: PATH of a service or a user may lack it.
  return find_program("upsd") || find_program("/usr/sbin/upsd");
}

std::vector<std::string> executable(const std::vector<std::string>& command,
                                    const FindProgram& find) {
  if (command.empty()) return {};
  const std::string& line = command.front();
  if (const auto path = find(line)) return joined({*path}, command);
  if (auto words = simple_words(line)) {
    if (auto path = find(words->front())) {
      words->front() = std::move(*path);
      return joined(*std::move(words), command);
    }
    // One word that cannot be run: executing it says why.
    if (words->size() == 1 && words->front().find('/') != std::string::npos) {
      return joined(*std::move(words), command);
    }
  }
  if (command.size() == 1) return {"/bin/sh", "-c", line};
  return joined({"/bin/sh", "-c", line + " \"$@\"", "sh"}, command);
}

std::optional<std::size_t> shutdown_time(const std::vector<std::string_view>& words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i] == "-t")
      ++i;
    else if (!words[i].starts_with('-'))
      return i;
  }
  return std::nullopt;
}

std::chrono::minutes shutdown_delay(const std::vector<std::string_view>& words) {
  constexpr std::int64_t max_minutes = 1440;
  const auto time = shutdown_time(words);
  if (!time) return std::chrono::minutes(1);
  const std::string_view word = words[*time];
  const auto minutes = base::parse_integer(word.starts_with('+') ? word.substr(1) : word);
  if (!minutes || *minutes < 0) return {};  // "now", or an hour of the day.
  return std::chrono::minutes(std::min(*minutes, max_minutes));
}

std::chrono::minutes halt_delay(std::string_view shutdown_command) {
  const auto words = base::words(shutdown_command);
  if (words.empty()) return {};
  const std::string_view program = words.front();
  return program.substr(program.rfind('/') + 1) == "shutdown" ? shutdown_delay(words)
                                                              : std::chrono::minutes(0);
}

}  // namespace upshid::conf
