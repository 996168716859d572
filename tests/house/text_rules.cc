#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "house/rules.h"

namespace upshid::house {
namespace {

constexpr std::ptrdiff_t max_lines = 400;

// Spelled in halves, so that this file does not complain of itself.
constexpr std::array<std::string_view, 3> markers = {
    "TO"
    "DO",
    "FIX"
    "ME",
    "XX"
    "X"};

bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Where `word` stands as a word of its own.
std::size_t find_word(std::string_view line, std::string_view word) {
  for (auto at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
    const auto end = at + word.size();
    if ((at == 0 || !is_word_char(line[at - 1])) &&
        (end == line.size() || !is_word_char(line[end])))
      return at;
  }
  return std::string_view::npos;
}

char to_upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string in_capitals(std::string_view path) {
  std::string out;
  for (const char c : path) out += is_word_char(c) ? to_upper(c) : '_';
  return out;
}

// Below libupshid the guard is the whole path. Elsewhere the folders' part is free.
bool is_guard_of(std::string_view guard, std::string_view path) {
  if (path.starts_with("libupshid/")) {
    path.remove_prefix(path.find('/') + 1);
    if (path.starts_with("include/upshid/")) path.remove_prefix(15);
    return guard == "UPSHID_" + in_capitals(path);
  }
  path.remove_prefix(path.rfind('/') + 1);
  return guard.starts_with("UPSHID_") && guard.ends_with("_" + in_capitals(path));
}

}  // namespace

Complaints check_length(const File& file) {
  const auto lines = std::count(file.text.begin(), file.text.end(), '\n');
  if (lines <= max_lines) return {};
  return {file.path + ": " + std::to_string(lines) + " lines; a file has at most " +
          std::to_string(max_lines)};
}

Complaints check_markers(const File& file) {
  Complaints complaints;
  std::size_t number = 0;
  for (const auto line : base::split(file.text, '\n')) {
    ++number;
    for (const auto marker : markers) {
      const auto at = find_word(line, marker);
      if (at == std::string_view::npos) continue;
      const auto rest = line.substr(at + marker.size());
      if (rest.starts_with(": ") && base::words(rest).size() >= 4) continue;
      complaints.push_back(file.path + ":" + std::to_string(number) + ": " + std::string(marker) +
                           " without a reason");
    }
  }
  return complaints;
}

Complaints check_guard(const File& file) {
  if (!file.path.ends_with(".h")) return {};
  const auto lines = base::split(file.text, '\n');
  const auto guard = lines[0].substr(std::min<std::size_t>(8, lines[0].size()));
  if (lines.size() >= 2 && lines[0].starts_with("#ifndef ") && is_guard_of(guard, file.path) &&
      lines[1] == "#define " + std::string(guard)) {
    return {};
  }
  return {file.path + ":1: the header guard is not named after the file"};
}

}  // namespace upshid::house
