#include "conf/command_line.h"

#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace upshid::conf;
using std::chrono::minutes;

namespace {

using Words = std::vector<std::string>;

// A machine that has these programs.
std::optional<std::string> find(const std::string& name) {
  if (name == "/opt/my script" || name == "/bin/x") return name;
  if (name == "upssched") return "/usr/sbin/upssched";
  return std::nullopt;
}

Words executed(const Words& command) {
  return executable(command, find);
}

Words shell(const std::string& line) {
  return {"/bin/sh", "-c", line};
}

}  // namespace

TEST_CASE("a command is a program, with a blank in its name or with arguments behind it") {
  CHECK(executed({"/opt/my script"}) == Words{"/opt/my script"});
  CHECK(executed({"/opt/my script", "a b"}) == Words{"/opt/my script", "a b"});
  CHECK(executed({"upssched"}) == Words{"/usr/sbin/upssched"});
  CHECK(executed({"/bin/x -h  +0", "on battery"}) == Words{"/bin/x", "-h", "+0", "on battery"});
  CHECK(executed({}).empty());
}

TEST_CASE("quotes and backslashes are those of a shell") {
  CHECK(executed({R"(/bin/x 'a  b' "c d" e\ f)"}) == Words{"/bin/x", "a  b", "c d", "e f"});
  CHECK(executed({R"(/bin/x 'a`$"\b' "")"}) == Words{"/bin/x", R"(a`$"\b)", ""});
  CHECK(executed({R"(/bin/x "a'b\"c\\d\e")"}) == Words{"/bin/x", R"(a'b"c\d\e)"});
  CHECK(executed({R"(/bin/x a"b"'c'd "*|;")"}) == Words{"/bin/x", "abcd", "*|;"});
}

TEST_CASE("what only a shell understands is for a shell") {
  for (const char* line : {"/bin/x | y",
                           "/bin/x && y",
                           "/bin/x; y",
                           "/bin/x > y",
                           "/bin/x $Y",
                           "/bin/x \"$Y\"",
                           "/bin/x `y`",
                           "/bin/x *",
                           "/bin/x [a]",
                           "/bin/x a?",
                           "/bin/x ~",
                           "/bin/x # y",
                           "/bin/x {a,b}",
                           "(/bin/x)",
                           "! /bin/x",
                           "A=1 /bin/x",
                           "/bin/x 'a",
                           "/bin/x \"a",
                           "/bin/x \\",
                           "/bin/x \\\ny",
                           "/bin/x\ny",
                           "/bin/x 'a\nb'",
                           "missing a",
                           "missing",
                           "",
                           "  "}) {
    CAPTURE(line);
    CHECK(executed({line}) == shell(line));
  }
  CHECK(executed({"/bin/x | y", "a", "b"}) ==
        Words{"/bin/sh", "-c", "/bin/x | y \"$@\"", "sh", "a", "b"});
}

TEST_CASE("a path that cannot be run is executed, so that the error names it") {
  CHECK(executed({"/bin/missing"}) == Words{"/bin/missing"});
  CHECK(executed({"/bin/missing", "a"}) == Words{"/bin/missing", "a"});
  CHECK(executed({"/bin/missing a"}) == shell("/bin/missing a"));
}

TEST_CASE("a program is found by its path, or along the absolute folders of PATH") {
  std::string folder = (std::filesystem::temp_directory_path() / "upshid-path-XXXXXX").string();
  REQUIRE(::mkdtemp(folder.data()) != nullptr);
  const auto write = [&folder](const std::string& name, unsigned mode) {
    std::ofstream(folder + "/" + name) << "#!/bin/sh\n";
    REQUIRE(::chmod((folder + "/" + name).c_str(), mode) == 0);
  };
  write("program", 0755);
  write("data", 0644);
  std::filesystem::create_directory(folder + "/folder");
  const char* const path = ::getenv("PATH");
  const std::string before = path == nullptr ? "" : path;
  const std::string old_folder = std::filesystem::current_path().string();
  REQUIRE(::setenv("PATH", (":.:relative:" + folder).c_str(), 1) == 0);
  std::filesystem::current_path(folder);

  CHECK(find_program(folder + "/program") == folder + "/program");
  CHECK(find_program("program") == folder + "/program");
  CHECK(find_program("./program") == "./program");
  for (const char* name : {"data", "folder", "missing", "", "./data"}) {
    CAPTURE(name);
    CHECK(find_program(name) == std::nullopt);
  }
  REQUIRE(::unsetenv("PATH") == 0);
  CHECK(find_program("sh").has_value());
  CHECK(find_program("program") == std::nullopt);

  REQUIRE(::setenv("PATH", before.c_str(), 1) == 0);
  std::filesystem::current_path(old_folder);
  std::filesystem::remove_all(folder);
}

TEST_CASE("shutdown waits for the minutes that it is given, at most a day, and else for one") {
  CHECK(halt_delay("/sbin/shutdown -h +0") == minutes(0));
  CHECK(halt_delay("/sbin/shutdown -h +5 'going down'") == minutes(5));
  CHECK(halt_delay("shutdown 7") == minutes(7));
  CHECK(halt_delay("shutdown -h") == minutes(1));
  CHECK(halt_delay("shutdown") == minutes(1));
  CHECK(halt_delay("shutdown -t 30 +2") == minutes(2));
  CHECK(halt_delay("shutdown now") == minutes(0));
  CHECK(halt_delay("shutdown 20:00") == minutes(0));
  CHECK(halt_delay("shutdown -h +1440") == minutes(1440));
  CHECK(halt_delay("shutdown -h +9999") == minutes(1440));
  CHECK(halt_delay("/sbin/poweroff +5") == minutes(0));
  CHECK(halt_delay("") == minutes(0));
}
