// What others may have put where POWERDOWNFLAG is to be.

#include "daemon/powerdown_flag.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "skip.h"

namespace fs = std::filesystem;
using namespace upshid;
using namespace upshid::daemon;

namespace {

class Flag {
 public:
  Flag() : folder_((fs::temp_directory_path() / "upshid-flag-XXXXXX").string()) {
    REQUIRE(::mkdtemp(folder_.data()) != nullptr);
    path = folder_ + "/flag";
  }
  Flag(const Flag&) = delete;
  Flag& operator=(const Flag&) = delete;
  ~Flag() { fs::remove_all(folder_); }

  // Each use of the flag fails with this text.
  void check_refused(const std::string& text) const {
    const auto has = has_powerdown_flag(path);
    REQUIRE_FALSE(has);
    CHECK(has.error().text() == path + ": " + text);
    const auto written = write_powerdown_flag(path);
    REQUIRE_FALSE(written);
    CHECK(written.error().text() == path + ": " + text);
    const auto removed = remove_powerdown_flag(path);
    REQUIRE_FALSE(removed);
    CHECK(removed.error().text() == path + ": " + text);
  }

  std::string path;

 private:
  std::string folder_;
};

}  // namespace

TEST_CASE("the flag is written, found and removed") {
  const Flag flag;
  CHECK_FALSE(has_powerdown_flag(flag.path).value());
  REQUIRE(write_powerdown_flag(flag.path));
  CHECK(has_powerdown_flag(flag.path).value());
  REQUIRE(write_powerdown_flag(flag.path));
  CHECK(fs::file_size(flag.path) == 20);
  CHECK(remove_powerdown_flag(flag.path).value());
  CHECK_FALSE(remove_powerdown_flag(flag.path).value());
}

TEST_CASE("an empty file, left by a write that was cut off, is not the flag, and becomes it") {
  const Flag flag;
  std::ofstream(flag.path).close();
  const auto has = has_powerdown_flag(flag.path);
  REQUIRE(has);
  CHECK_FALSE(*has);
  REQUIRE(write_powerdown_flag(flag.path));
  CHECK(has_powerdown_flag(flag.path).value());
}

TEST_CASE("a FIFO in the place of the flag is refused, and nobody waits for its other end") {
  const Flag flag;
  REQUIRE(::mkfifo(flag.path.c_str(), 0666) == 0);
  flag.check_refused("POWERDOWNFLAG is a FIFO; only a regular file of root is accepted");
  CHECK(fs::is_fifo(flag.path));
}

TEST_CASE("a link, a folder and a device in the place of the flag are refused") {
  const Flag flag;
  std::ofstream(flag.path + ".real") << "upsmon-shutdown-file";
  fs::create_symlink(flag.path + ".real", flag.path);
  flag.check_refused("POWERDOWNFLAG is a symbolic link; only a regular file of root is accepted");
  fs::remove(flag.path);
  fs::create_directory(flag.path);
  flag.check_refused("POWERDOWNFLAG is a directory; only a regular file of root is accepted");
  const Flag device;
  if (::mknod(device.path.c_str(), S_IFCHR | 0666, 0x103) == 0)
    device.check_refused("POWERDOWNFLAG is a device; only a regular file of root is accepted");
}

TEST_CASE("a flag that belongs to another user is refused") {
  if (::geteuid() != 0) return test::skip("only root can give a file to somebody else");
  const Flag flag;
  std::ofstream(flag.path) << "upsmon-shutdown-file";
  REQUIRE(::chown(flag.path.c_str(), 12345, 12345) == 0);
  flag.check_refused("POWERDOWNFLAG belongs to uid 12345; only a regular file of root is accepted");
}

TEST_CASE("a file with other content is neither overwritten nor removed") {
  const Flag flag;
  std::ofstream(flag.path) << "root:x:0:0\n";
  CHECK_FALSE(has_powerdown_flag(flag.path).value());
  CHECK_FALSE(write_powerdown_flag(flag.path));
  CHECK_FALSE(remove_powerdown_flag(flag.path).value());
  CHECK(fs::file_size(flag.path) == 11);
}
