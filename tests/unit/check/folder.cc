#include "unit/check/folder.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace upshid::check::test {

namespace fs = std::filesystem;

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

std::string Folder::text(Findings findings) const {
  put_in_order(findings);
  std::string out;
  for (const Finding& finding : findings) {
    out += finding.text() + "\n";
    if (!finding.advice.empty()) out += "-> " + finding.advice + "\n";
  }
  for (std::size_t at = 0; (at = out.find(path_ + "/", at)) != std::string::npos;)
    out.erase(at, path_.size() + 1);
  return out;
}

}  // namespace upshid::check::test
