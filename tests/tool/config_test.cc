// Errors in ups.conf are reported, and the rest of it is used.

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "tool/run.h"

using upshid::test::Confdir;
using upshid::test::Ran;
using upshid::test::run;

TEST_CASE("an unterminated quote is reported by the line it opens on and the sections are listed") {
  const Confdir conf(
      "[cyberpower]\n    driver = usbhid-ups\n    port = auto\n"
      "    desc = \"Cyber Power System, Inc. PR1500LCDRT2U UPS\n");
  const Ran ran = run({"--confdir", conf.path(), "-L"});
  CHECK(ran.status == 0);
  CHECK(ran.out == "cyberpower: Cyber Power System, Inc. PR1500LCDRT2U UPS\n");
  CHECK(ran.err == "upshid-status: " + conf.path() +
                       "/ups.conf:4:12: unterminated quote: the text continues to the end of the "
                       "file; expected '\"' on this line\n");
}

TEST_CASE("unknown keys and wrong values are reported by line and column") {
  const Confdir conf("[a]\ndriver = usbhid-ups\nlowbatt = lots\nlowbat = 20\n");
  const Ran ran = run({"--confdir=" + conf.path(), "-l"});
  CHECK(ran.status == 0);
  CHECK(ran.out == "a\n");
  CHECK(ran.err == "upshid-status: " + conf.path() +
                       "/ups.conf:3:11: lowbatt = \"lots\": expected a percentage from 0 to 100; "
                       "ignored\nupshid-status: " +
                       conf.path() + "/ups.conf:4:1: unknown key \"lowbat\"; ignored\n");
}

TEST_CASE("a file of quirks is checked before it is used, and what it changes is listed") {
  const Confdir conf("");
  const std::string path = conf.path() + "/mine.quirks";
  const auto checked = [&path](std::string_view text) {
    std::ofstream(path) << text;
    return run({"--check-quirks", path});
  };
  const std::string section = "Source=me\nTest=mine\nMatchVendor=1234\n";
  Ran ran =
      checked("[mine]\n" + section + "Dialect=apc\n[exponents-of-tenths]\nSource=me\nTest=mine\n");
  CHECK(ran.status == 0);
  CHECK(ran.out == "[mine] is new\n[exponents-of-tenths] disables the shipped one\n");
  CHECK(ran.err.empty());

  ran = checked("[mine]\n" + section + "FullRange=UPS.Output.Voltige\n");
  CHECK(ran.status == 0);
  CHECK(ran.err == "upshid-status: " + path +
                       ":1:1: [mine]: no usage has the name of a part of UPS.Output.Voltige\n");

  ran = checked("[mine]\n" + section + "Dialect=klingon\n");
  CHECK(ran.status == 6);
  CHECK(ran.out.empty());
  CHECK(ran.err.find("found Dialect=klingon, expected a section of variables.table") !=
        std::string::npos);

  ran = checked("[mine]\n" + section + "Voltage=12\n");
  CHECK(ran.status == 6);
  CHECK(ran.err.starts_with("upshid-status: " + path + ":5:1: "));
  CHECK(run({"--check-quirks", path + ".not"}).status == 6);
}

TEST_CASE("a ups.conf that cannot be read ends with 6 and its path") {
  const Confdir conf("");
  const std::string path = conf.path() + "/ups.conf";
  std::filesystem::remove(path);
  REQUIRE(::mkdir(path.c_str(), 0700) == 0);
  const Ran ran = run({"--confdir", conf.path(), "-l"});
  CHECK(ran.status == 6);
  CHECK(ran.out == "");
  CHECK(ran.err == "Error: Configuration cannot be read\nupshid-status: " + path +
                       ": cannot read the file (Is a directory, errno 21)\n");
}

TEST_CASE("a folder without ups.conf is no error") {
  const Confdir conf("");
  std::filesystem::remove(conf.path() + "/ups.conf");
  CHECK(run({"--confdir", conf.path(), "-l"}).status == 0);
  CHECK(run({"--confdir", conf.path(), "office"}).status == 1);
}
