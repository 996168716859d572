#include "conf/ups_conf.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "unit/conf/complaints.h"

using namespace upshid::conf;

namespace {

using Lines = std::vector<std::string>;

UpsConf parse(std::string_view text) {
  return parse_ups_conf(text, "ups.conf");
}

struct TempDir {
  TempDir() {
    std::string name = (std::filesystem::temp_directory_path() / "upshid-conf-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  ~TempDir() { std::filesystem::remove_all(path); }
  std::string path;
};

}  // namespace

TEST_CASE("sections hold entries and flags with their places") {
  const UpsConf conf = parse(
      "maxretry = 3\n"
      "[cyberpower]\n"
      "    driver = usbhid-ups\n"
      "    port = auto\n"
      "    pollonly\n"
      "    desc = \"CyberPower CP850PFCLCDa\"\n");
  CHECK(conf.complaints.empty());
  REQUIRE(conf.globals.size() == 1);
  CHECK(conf.globals[0].key == "maxretry");
  REQUIRE(conf.sections.size() == 1);
  const UpsSection& section = conf.sections[0];
  CHECK(section.name == "cyberpower");
  CHECK(section.at == Position{2, 1});
  REQUIRE(section.entries.size() == 4);
  CHECK(section.entries[2].is_flag);
  CHECK(section.entries[3].at == Position{6, 5});
  CHECK(section.entries[3].value_at == Position{6, 12});
  REQUIRE(section.find("DESC") != nullptr);
  CHECK(section.find("DESC")->value == "CyberPower CP850PFCLCDa");
  CHECK(section.find("vendorid") == nullptr);
}

TEST_CASE("a section whose header comes again is continued") {
  const UpsConf conf = parse(
      "[a]\ndriver = usbhid-ups\nlowbatt = 10\n[b]\ndriver = usbhid-ups\n[a]\nlowbatt = 20\n");
  REQUIRE(conf.sections.size() == 2);
  CHECK(conf.sections[0].settings.lowbatt == 20);
  CHECK(plain_texts(conf.complaints) ==
        Lines{"ups.conf:7:1: \"lowbatt\" repeated in [a], first at 3:1; this one applies"});
}

TEST_CASE("a name is looked up exactly first and then without regard to letter case") {
  const UpsConf conf = parse("[ups]\ndriver = usbhid-ups\n[UPS]\ndriver = usbhid-ups\n");
  CHECK(conf.find("UPS")->name == "UPS");
  CHECK(conf.find("ups")->name == "ups");
  CHECK(conf.find("Ups")->name == "ups");
  CHECK(conf.find("other") == nullptr);
  CHECK(plain_texts(conf.complaints) == Lines{"ups.conf:3:1: section [UPS] differs from [ups] at "
                                              "1:1 only in case; NUT refuses one of them"});
}

TEST_CASE("a malformed header does not give its lines to the section before") {
  const UpsConf conf =
      parse("[a]\ndriver = usbhid-ups\n[my ups]\nserial = 1\n[]\nserial = 2\n[b] c\n");
  REQUIRE(conf.sections.size() == 2);
  CHECK_FALSE(conf.sections[0].settings.match.serial);
  CHECK(plain_texts(conf.complaints) ==
        Lines{"ups.conf:3:1: \"[my\": expected the name of a section without spaces, such as "
              "[name]; its lines are ignored",
              "ups.conf:5:1: \"[]\": expected the name of a section without spaces, such as "
              "[name]; its lines are ignored",
              "ups.conf:7:5: unexpected \"c\" after [b]; ignored",
              "ups.conf:7:1: section [b] has no driver; expected \"driver = usbhid-ups\" (NUT "
              "ignores such a section)"});
}

TEST_CASE("lines that are no 'key = value' are complained of and left out") {
  const UpsConf conf = parse(
      "[a]\ndriver = usbhid-ups\nserial 123\nvendor =\ndesc = My UPS here\n= x\nbus \"=\" 1\n");
  CHECK(conf.sections.at(0).settings.desc == "My");
  CHECK_FALSE(conf.sections.at(0).settings.match.serial);
  CHECK(
      plain_texts(conf.complaints) ==
      Lines{"ups.conf:3:8: unexpected \"123\" after \"serial\": expected '='; the line is ignored",
            "ups.conf:4:8: \"vendor =\" has no value; the line is ignored",
            "ups.conf:5:11: unexpected \"UPS\" after the value \"My\" (quote values with spaces); "
            "ignored",
            "ups.conf:6:3: unexpected \"x\" after \"=\": expected '='; the line is ignored",
            "ups.conf:7:5: unexpected \"=\" after \"bus\": expected '='; the line is ignored"});
}

TEST_CASE("an unterminated quote costs its section what NUT loses, and the rest is used") {
  const UpsConf conf = parse(
      "[first]\ndriver = usbhid-ups\ndesc = \"one\n[third]\ndriver = usbhid-ups\ndesc = \"three\"\n"
      "[fourth]\ndriver = usbhid-ups\n");
  REQUIRE(conf.sections.size() == 2);
  CHECK(conf.sections[0].settings.desc == "one[third]driver = usbhid-upsdesc = ");
  CHECK(conf.sections[1].name == "fourth");
  REQUIRE(conf.complaints.size() == 2);
  CHECK(
      conf.complaints[0].text() ==
      "ups.conf:3:8: unterminated quote: the text continues to line 6; expected '\"' on this line");
}

TEST_CASE("a section without driver is kept and complained of") {
  const UpsConf conf = parse("[office]\nvendorid = 0764\n");
  REQUIRE(conf.sections.size() == 1);
  CHECK(conf.sections[0].settings.is_usb_hid());
  CHECK(plain_texts(conf.complaints) ==
        Lines{"ups.conf:1:1: section [office] has no driver; expected \"driver = usbhid-ups\" (NUT "
              "ignores such a section)"});
}

TEST_CASE("no ups.conf is no section, and a directory in its place is an error") {
  const TempDir dir;
  const auto missing = load_ups_conf(dir.path);
  REQUIRE(missing);
  CHECK(missing->path == dir.path + "/ups.conf");
  CHECK(missing->sections.empty());
  CHECK(missing->complaints.empty());
  REQUIRE(load_ups_conf(dir.path + "/nowhere"));

  REQUIRE(::mkdir((dir.path + "/ups.conf").c_str(), 0700) == 0);
  const auto unreadable = load_ups_conf(dir.path);
  REQUIRE_FALSE(unreadable);
  CHECK(unreadable.error().code == upshid::Code::io);
  CHECK(unreadable.error().where == dir.path + "/ups.conf");
}

TEST_CASE("ups.conf is read from its folder") {
  const TempDir dir;
  std::ofstream(dir.path + "/ups.conf") << "[x]\ndriver = usbhid-ups\n";
  const auto conf = load_ups_conf(dir.path);
  REQUIRE(conf);
  CHECK(conf->sections.at(0).name == "x");
}

TEST_CASE("a ups.conf that may not be read is a permission error") {
  const TempDir dir;
  std::ofstream(dir.path + "/ups.conf") << "[x]\n";
  REQUIRE(::chmod(dir.path.c_str(), 0755) == 0);
  REQUIRE(::chmod((dir.path + "/ups.conf").c_str(), 0) == 0);
  // Root may read everything, so this runs as another user.
  const bool is_root = ::geteuid() == 0;
  if (is_root) REQUIRE(::seteuid(65534) == 0);
  const auto conf = load_ups_conf(dir.path);
  if (is_root) REQUIRE(::seteuid(0) == 0);
  REQUIRE_FALSE(conf);
  CHECK(conf.error().code == upshid::Code::permission);
}

TEST_CASE("a folder that is asked for is not second-guessed") {
  CHECK(confdir_or_default("/somewhere") == "/somewhere");
  const std::string found = confdir_or_default("");
  CHECK(found == (std::filesystem::is_directory("/etc/upshid") ? "/etc/upshid" : "/etc/nut"));
}
