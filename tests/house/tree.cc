#include "house/tree.h"

#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace upshid::house {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::vector<File> source_files(const std::string& root) {
  std::vector<File> files;
  for (const char* folder : {"libupshid", "tools", "tests", "examples"}) {
    if (!fs::is_directory(fs::path(root) / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(root) / folder)) {
      const auto extension = entry.path().extension();
      if (!entry.is_regular_file() || (extension != ".cc" && extension != ".h")) continue;
      files.push_back({entry.path().lexically_relative(root).generic_string(), read(entry.path())});
    }
  }
  std::sort(files.begin(), files.end(),
            [](const File& a, const File& b) { return a.path < b.path; });
  return files;
}

std::vector<std::string> top_level(const std::string& root) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(root)) {
    auto name = entry.path().filename().string();
    // .git, and what .gitignore names.
    if (name == ".git" || name.starts_with("build") || name == ".cache" ||
        name == "compile_commands.json" || name == "CMakeUserPresets.json") {
      continue;
    }
    names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

TempTree::TempTree() : root_((fs::temp_directory_path() / "upshid-house-XXXXXX").string()) {
  if (::mkdtemp(root_.data()) == nullptr) throw std::runtime_error("cannot make " + root_);
}

TempTree::~TempTree() {
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

void TempTree::write(const std::string& path, const std::string& text, bool executable) const {
  const auto full = fs::path(root_) / path;
  fs::create_directories(full.parent_path());
  std::ofstream(full, std::ios::binary) << text;
  if (executable) fs::permissions(full, fs::perms::owner_exec, fs::perm_options::add);
}

}  // namespace upshid::house
