#include "unit/check/folder.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

#include "base/text.h"

namespace upshid::check::test {

namespace fs = std::filesystem;

namespace {

// Without what a build with keys for text replaces.
std::string comparable(std::string_view text) {
#ifdef UPSHID_KEYS_FOR_TEXT
  std::string out;
  for (const std::string_view line : base::split(text, '\n')) {
    for (const std::string_view severity : {"error: ", "warning: ", "note: "}) {
      const auto at = line.find(severity);
      if (at == std::string_view::npos || line.starts_with("-> ")) continue;
      out += std::string(line.substr(0, at)) + std::string(severity) + "\n";
      break;
    }
  }
  return out;
#else
  return std::string(text);
#endif
}

}  // namespace

bool Report::operator==(std::string_view expected) const {
  return comparable(text_) == comparable(expected);
}

bool Report::starts_with(std::string_view expected) const {
  return comparable(text_).starts_with(comparable(expected));
}

bool Report::contains(std::string_view expected) const {
  return comparable(text_).find(comparable(expected)) != std::string::npos;
}

std::ostream& operator<<(std::ostream& out, const Report& report) {
  return out << report.text();
}

std::string codes_of(const Findings& findings) {
  std::string out;
  for (const Finding& finding : findings)
    out += (out.empty() ? "" : " ") + std::string(finding.code_name());
  return out;
}

Folder::Folder() : path_((fs::temp_directory_path() / "upshid-sched-XXXXXX").string()) {
  REQUIRE(::mkdtemp(path_.data()) != nullptr);
  // Other users are asked whether they may.
  REQUIRE(::chmod(path_.c_str(), 0755) == 0);
  write("ups.conf", "[cyberpower]\ndriver = usbhid-ups\nport = auto\n");
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void Folder::write(std::string_view name, std::string_view text, unsigned mode) const {
  const std::string file = *this / name;
  fs::create_directories(fs::path(file).parent_path());
  std::ofstream(file, std::ios::binary) << text;
  REQUIRE(::chmod(file.c_str(), mode) == 0);
}

Sources Folder::sources() const {
  return read_sources({path_, {}});
}

Report Folder::report(Findings findings) const {
  put_in_order(findings);
  std::string out;
  for (const Finding& finding : findings) {
    out += finding.text() + "\n";
    if (!finding.advice.empty()) out += "-> " + finding.advice + "\n";
  }
  for (std::size_t at = 0; (at = out.find(path_ + "/", at)) != std::string::npos;)
    out.erase(at, path_.size() + 1);
  return Report(std::move(out));
}

}  // namespace upshid::check::test
