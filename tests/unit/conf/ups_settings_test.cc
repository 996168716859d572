#include "conf/ups_settings.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

#include "conf/ups_conf.h"
#include "unit/conf/complaints.h"

using namespace upshid::conf;
using namespace std::chrono_literals;
using upshid::OnlineDischarge;

namespace {

using Lines = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

UpsConf section(std::string_view lines) {
  return parse_ups_conf("[u]\ndriver = usbhid-ups\n" + std::string(lines), "c");
}
UpsSettings settings_of(std::string_view lines) {
  return section(lines).sections.at(0).settings;
}

}  // namespace

TEST_CASE("settings have types") {
  const UpsConf conf = section(
      "port = auto\ndesc = \"a b\"\nvendorid = 0764\nproductid = 05.*\nproduct = \"CP.*\"\nserial "
      "= 1\n"
      "vendor = CPS\nbus = 001\nbusport = 002\ndevice = 00[1-4]\n"
      "offdelay = 60\nondelay = -1\nlowbatt = 25\npollinterval = 3\npollfreq = 40\n"
      "lbrb_log_delay_sec = 3\nsdorder = -1\nignorelb\npollonly\ndisable_fix_report_desc\n");
  CHECK(conf.complaints.empty());
  const UpsSettings& s = conf.sections.at(0).settings;
  CHECK(s.driver == "usbhid-ups");
  CHECK(s.port == "auto");
  CHECK(s.desc == "a b");
  CHECK(s.match.vendorid == "0764");
  CHECK(s.match.productid == "05.*");
  CHECK(s.match.product == "CP.*");
  CHECK(s.match.serial == "1");
  CHECK(s.match.vendor == "CPS");
  CHECK(s.match.bus == "001");
  CHECK(s.match.busport == "002");
  CHECK(s.match.device == "00[1-4]");
  CHECK(s.offdelay == 60s);
  CHECK(s.ondelay == -1s);
  CHECK(s.lowbatt == 25);
  CHECK(s.pollinterval == 3s);
  CHECK(s.pollfreq == 40s);
  CHECK(s.lbrb_log_delay == 3s);
  CHECK(s.sdorder == -1);
  CHECK(s.ignorelb);
  CHECK(s.pollonly);
  CHECK(s.disable_fix_report_desc);
  CHECK(s.is_usb_hid());
}

TEST_CASE("what is not set is absent") {
  const UpsSettings s = settings_of("");
  CHECK_FALSE(s.desc);
  CHECK_FALSE(s.offdelay);
  CHECK_FALSE(s.lowbatt);
  CHECK_FALSE(s.online_discharge);
  CHECK_FALSE(s.ignorelb);
  CHECK(s.overrides.empty());
}

TEST_CASE("onlinedischarge has three spellings, and calibration is another thing") {
  CHECK(settings_of("onlinedischarge\n").online_discharge == OnlineDischarge::on_battery);
  CHECK(settings_of("onlinedischarge_onbattery\n").online_discharge == OnlineDischarge::on_battery);
  CHECK(settings_of("onlinedischarge_battery\n").online_discharge == OnlineDischarge::on_battery);
  CHECK(settings_of("onlinedischarge_calibration\n").online_discharge ==
        OnlineDischarge::calibrating);
}

TEST_CASE("default.* and override.* keep their order and the last value") {
  const UpsSettings s = settings_of(
      "override.battery.charge.low = 30\ndefault.input.voltage.nominal = 230\n"
      "OVERRIDE.battery.runtime.low = 180\noverride.battery.charge.low = 40\n");
  CHECK(s.overrides == Pairs{{"battery.charge.low", "40"}, {"battery.runtime.low", "180"}});
  CHECK(s.defaults == Pairs{{"input.voltage.nominal", "230"}});
}

TEST_CASE("a wrong value is complained of and leaves its setting unset") {
  const UpsConf conf =
      section("offdelay = soon\nlowbatt = 120\npollinterval = 0\nlowbatt\noverride.ups.mfr\nbus\n");
  const UpsSettings& s = conf.sections.at(0).settings;
  CHECK_FALSE(s.offdelay);
  CHECK_FALSE(s.lowbatt);
  CHECK_FALSE(s.pollinterval);
  CHECK(s.overrides.empty());
  CHECK(
      plain_texts(conf.complaints) ==
      Lines{
          "c:6:1: \"lowbatt\" repeated in [u], first at 4:1; this one applies",
          "c:3:12: offdelay = \"soon\": expected a whole number of seconds; ignored",
          "c:4:11: lowbatt = \"120\": expected a percentage from 0 to 100; ignored",
          "c:5:16: pollinterval = \"0\": expected a whole number of seconds, 1 or more; ignored",
          "c:6:1: \"lowbatt\" has no value; expected \"lowbatt = ...\"; ignored",
          "c:7:1: \"override.ups.mfr\" has no value; expected \"override.ups.mfr = ...\"; ignored",
          "c:8:1: \"bus\" has no value; expected \"bus = ...\"; ignored"});
}

TEST_CASE("a malformed pattern stays, so that it cannot match another UPS") {
  const UpsConf conf = section("serial = \"(12\"\n");
  CHECK(conf.sections.at(0).settings.match.serial == "(12");
  REQUIRE(conf.complaints.size() == 1);
  // The reason is the C library's own text.
  CHECK(conf.complaints[0].text().starts_with("c:3:10: serial = \"(12\": "));
  CHECK(conf.complaints[0].text().ends_with(
      "; expected an extended regular expression; it matches no device"));
}

TEST_CASE("a flag is set by being there, and a value that denies it is complained of") {
  const UpsConf conf = section("pollonly = no\nignorelb = 1\n");
  CHECK(conf.sections.at(0).settings.pollonly);
  CHECK(conf.sections.at(0).settings.ignorelb);
  CHECK(plain_texts(conf.complaints) ==
        Lines{"c:3:12: pollonly = \"no\": expected \"pollonly\" alone; a flag takes no value"});
}

TEST_CASE("keys that NUT knows and that mean nothing here are accepted, others complained of") {
  const UpsConf conf =
      section("synchronous = yes\nuser = root\nexplore\nsubdriver = cps\nlowbat = 3\n");
  CHECK(plain_texts(conf.complaints) == Lines{"c:7:1: unknown key \"lowbat\"; ignored"});
  CHECK(use_of_key("synchronous") == KeyUse::ignored);
  CHECK(use_of_key("port") == KeyUse::ignored);
  CHECK(use_of_key("OffDelay") == KeyUse::used);
  CHECK(use_of_key("override.x") == KeyUse::used);
  CHECK_FALSE(use_of_key("override."));
  CHECK_FALSE(use_of_key("lowbat"));
}

TEST_CASE("a section of another driver is read for its name and nothing is said of its keys") {
  const UpsConf conf = parse_ups_conf(
      "[rack]\ndriver = snmp-ups\nport = 10.0.0.2\ncommunity = public\ndesc = Rack\nlowbatt = x\n",
      "c");
  CHECK(conf.complaints.empty());
  CHECK_FALSE(conf.sections.at(0).settings.is_usb_hid());
  CHECK(conf.sections.at(0).settings.desc == "Rack");
}

TEST_CASE("pollinterval before the sections is the default for all of them") {
  const UpsConf conf = parse_ups_conf(
      "pollinterval = 7\n[a]\ndriver = usbhid-ups\n[b]\ndriver = usbhid-ups\npollinterval = 2\n",
      "c");
  CHECK(conf.sections.at(0).settings.pollinterval == 7s);
  CHECK(conf.sections.at(1).settings.pollinterval == 2s);
}

TEST_CASE("what is wrong before the sections is reported once") {
  const UpsConf conf = parse_ups_conf(
      "pollinterval = x\nmaxretries = 3\n[a]\ndriver = usbhid-ups\n[b]\ndriver = usbhid-ups\n",
      "c");
  CHECK(
      plain_texts(conf.complaints) ==
      Lines{"c:1:16: pollinterval = \"x\": expected a whole number of seconds, 1 or more; ignored",
            "c:2:1: unknown key \"maxretries\" before the first [section]; ignored"});
}

TEST_CASE("commands_tested names the unit that was tried; what is no id vouches for none") {
  CHECK_FALSE(settings_of("").commands_tested);
  CHECK(settings_of("commands_tested = 1CB0:0032\n").commands_tested == "1CB0:0032");
  for (const char* value : {"yes", "1cb0", "1cb0:00320", "1cb0-0032", "1cbx:0032"}) {
    CAPTURE(value);
    const UpsConf conf = section(std::string("commands_tested = ") + value + "\n");
    CHECK_FALSE(conf.sections.at(0).settings.commands_tested);
    CHECK(plain_texts(conf.complaints) ==
          Lines{std::string("c:3:19: commands_tested = \"") + value +
                "\": expected the id of the UPS, such as 0764:0501; ignored"});
  }
  const UpsConf flag = section("commands_tested\n");
  CHECK_FALSE(flag.sections.at(0).settings.commands_tested);
  CHECK(flag.complaints.size() == 1);
}
