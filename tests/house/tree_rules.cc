#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/text.h"
#include "house/rules.h"

namespace upshid::house {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 11> visible_entries = {
    "CHANGELOG.md", "CMakeLists.txt", "CMakePresets.json", "CONTRIBUTING.md", "LICENSE",
    "README.md",    "examples",       "libupshid",         "rules.d",         "tests",
    "tools"};

constexpr std::array<std::string_view, 5> folders = {"examples/", "libupshid/", "rules.d/",
                                                     "tests/", "tools/"};

std::string shell_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// Runs a shell command with its output thrown away; its exit status, -1 where it did not exit.
int run(const std::string& command) {
  const int status = std::system((command + " >/dev/null 2>&1").c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string first_line_of(const std::string& command) {
  std::string line;
  if (FILE* pipe = ::popen((command + " 2>/dev/null").c_str(), "r")) {
    for (int c = std::fgetc(pipe); c != EOF && c != '\n'; c = std::fgetc(pipe))
      line += static_cast<char>(c);
    while (std::fgetc(pipe) != EOF) {
    }
    ::pclose(pipe);
  }
  return line;
}

// "tools/setup" of "./tools/setup;", empty for a word that names nothing of ours.
std::string_view path_in(std::string_view word) {
  while (word.starts_with("./")) word.remove_prefix(2);
  while (!word.empty() && std::string_view(";,)\"'`").find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  const bool ours = std::any_of(folders.begin(), folders.end(),
                                [&](std::string_view folder) { return word.starts_with(folder); });
  return ours ? word : std::string_view();
}

}  // namespace

Complaints check_top_level(const std::vector<std::string>& names) {
  Complaints complaints;
  for (const auto& name : names) {
    if (name.starts_with('.')) continue;
    if (std::find(visible_entries.begin(), visible_entries.end(), name) == visible_entries.end())
      complaints.push_back(name + ": does not belong at the top level");
  }
  return complaints;
}

Complaints check_readme(const std::string& root, std::string_view readme) {
  Complaints complaints;
  bool fenced = false;
  std::size_t number = 0;
  for (const auto line : base::split(readme, '\n')) {
    ++number;
    if (line.starts_with("```")) {
      fenced = !fenced;
      continue;
    }
    if (!fenced) continue;
    bool is_command = true;  // The first word of a line is what the reader will run.
    for (const auto word : base::words(line)) {
      const auto path = path_in(word);
      const auto full = fs::path(root) / path;
      const auto where = "README.md:" + std::to_string(number) + ": " + std::string(path);
      if (!path.empty() && !fs::exists(full)) {
        complaints.push_back(where + " does not exist");
      } else if (!path.empty() && is_command && ::access(full.c_str(), X_OK) != 0) {
        complaints.push_back(where + " is not executable");
      }
      is_command = false;
    }
  }
  return complaints;
}

Complaints check_format(const std::string& program, const std::string& root,
                        const std::vector<File>& files) {
  Complaints complaints;
  for (const auto& file : files) {
    const auto path = (fs::path(root) / file.path).string();
    const int status =
        run(shell_quoted(program) + " --dry-run -Werror --style=file " + shell_quoted(path));
    if (status != 0) complaints.push_back(file.path + ": clang-format would write it otherwise");
  }
  return complaints;
}

std::string find_clang_format() {
  for (const char* program : {"clang-format-14", "clang-format"}) {
    const auto version = first_line_of(std::string(program) + " --version");
    if (version.find("version 14.") != std::string::npos) return program;
  }
  return {};
}

}  // namespace upshid::house
