#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/text.h"
#include "house/rules.h"

namespace upshid::house {
namespace {

// A place that may compare words, because they are not ours or are a name.
struct Allowance {
  std::string_view path;
  std::string_view code;
  std::string_view why;
};
constexpr std::array allowances{
    Allowance{"libupshid/check/nut_beside.cc", "text_of(upsmon).starts_with(\"#!\")",
              "the text of a file"},
};

constexpr std::array<std::string_view, 8> readers{
    ".starts_with(", ".ends_with(", ".find(", ".contains(", ".compare(", ".rfind(", "== ", "!= "};
// Members and functions that hold or make a sentence.
constexpr std::array<std::string_view, 2> members{"what", "where"};
constexpr std::array<std::string_view, 2> functions{"text_of", "describe"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_name_char(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}

std::string_view last_name(std::string_view code) {
  std::size_t begin = code.size();
  while (begin > 0 && is_name_char(code[begin - 1])) --begin;
  return code.substr(begin);
}

// The code before the parenthesis that the last one closes.
std::string_view before_call(std::string_view code) {
  int depth = 0;
  for (std::size_t i = code.size(); i-- > 0;) {
    if (code[i] == ')') ++depth;
    if (code[i] == '(' && --depth == 0) return code.substr(0, i);
  }
  return {};
}

// Is what is compared a sentence of ours, whatever with?
bool is_sentence(std::string_view code) {
  code = base::trim(code);
  if (code.ends_with(".text()")) return true;
  if (code.ends_with(')'))
    return std::ranges::find(functions, last_name(before_call(code))) != functions.end();
  const std::string_view name = last_name(code);
  const std::string_view rest = code.substr(0, code.size() - name.size());
  return (rest.ends_with('.') || rest.ends_with("->")) &&
         std::ranges::find(members, name) != members.end();
}

// Words with a blank between them, in a literal at the beginning.
bool is_words(std::string_view code) {
  if (!code.starts_with('"')) return false;
  const std::string_view text = code.substr(1, code.find('"', 1) - 1);
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == ' ' && is_letter(text[i - 1]) && is_letter(text[i + 1])) return true;
  }
  return false;
}

bool reads_sentence(std::string_view line) {
  for (const std::string_view reader : readers) {
    for (auto at = line.find(reader); at != std::string_view::npos;
         at = line.find(reader, at + 1)) {
      const std::string_view with = line.substr(at + reader.size());
      const bool is_call = reader.front() == '.';
      const bool is_ours = is_sentence(line.substr(0, at)) && (is_call || with.starts_with('"'));
      if (is_words(with) || is_ours) return true;
    }
  }
  return false;
}

bool is_product(const File& file) {
  return file.path.starts_with("libupshid/") || file.path.starts_with("tools/");
}

}  // namespace

Complaints check_sentences(const File& file) {
  Complaints complaints;
  if (!is_product(file)) return complaints;
  std::size_t number = 0;
  for (const std::string_view line : base::split(file.text, '\n')) {
    ++number;
    if (base::trim(line).starts_with("//") || !reads_sentence(line)) continue;
    const bool is_allowed = std::ranges::any_of(allowances, [&](const Allowance& one) {
      return file.path == one.path && line.find(one.code) != std::string_view::npos;
    });
    if (!is_allowed)
      complaints.push_back(file.path + ":" + std::to_string(number) + ": reads a sentence back");
  }
  return complaints;
}

Complaints check_allowances(const std::vector<File>& files) {
  Complaints complaints;
  for (const Allowance& one : allowances) {
    const bool is_used = std::ranges::any_of(files, [&](const File& file) {
      return file.path == one.path && file.text.find(one.code) != std::string::npos;
    });
    if (!is_used)
      complaints.push_back(std::string(one.path) + ": no longer has " + std::string(one.code));
  }
  return complaints;
}

}  // namespace upshid::house
