#include <doctest/doctest.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tool/run.h"

using upshid::test::Confdir;
using upshid::test::Ran;
using Json = nlohmann::json;

namespace {

Ran read(const std::vector<std::string>& arguments) {
  return upshid::test::run(arguments);
}

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> out;
  for (const auto& [key, value] : object.items()) out.push_back(key);
  return out;
}

}  // namespace

TEST_CASE("-j is JSON with the names and values of the text, all of them strings") {
  const Ran text = read({"virtual:CP850PFCLCDa"});
  const Ran ran = read({"-j", "virtual:CP850PFCLCDa"});
  CHECK(ran.status == 0);
  const Json json = Json::parse(ran.out);
  std::string back;
  for (const auto& [name, value] : json.items()) {
    REQUIRE(value.is_string());
    back += fmt::format("{}: {}\n", name, value.get<std::string>());
  }
  // nlohmann's object is sorted by byte, which for these names is upsc's order too.
  CHECK(back == text.out);
}

TEST_CASE("--json has the members that the manual page promises") {
  const Ran ran = read({"--json", "virtual:CP850PFCLCDa,mains=off,charge=50,load=40"});
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
  const Json json = Json::parse(ran.out);
  CHECK(keys_of(json) == std::vector<std::string>{"complaints", "conditions", "description",
                                                  "device", "failures", "name", "quirks", "schema",
                                                  "status", "variables", "warnings"});
  CHECK(json["schema"] == 1);
  CHECK(json["name"] == "virtual:CP850PFCLCDa,mains=off,charge=50,load=40");
  CHECK(keys_of(json["device"]) ==
        std::vector<std::string>{"bus", "device", "hidraw", "interface", "manufacturer", "port",
                                 "product", "product_id", "release", "serial", "vendor_id"});
  CHECK(json["device"]["vendor_id"] == "0764");
  CHECK(json["device"]["product_id"] == "0601");
  CHECK(json["device"]["release"] == "2.00");
  CHECK(json["status"] == Json({"OB", "DISCHRG"}));
  CHECK(json["conditions"]["online"] == false);
  CHECK(json["conditions"]["discharging"] == true);
  CHECK_FALSE(json["conditions"].contains("trim"));
  CHECK(json["failures"] == Json::array());
  CHECK(json["complaints"] == Json::array());
}

TEST_CASE("--json has numbers as numbers, with their unit and as upsc writes them") {
  const Json json =
      Json::parse(read({"--json", "virtual:CP850PFCLCDa,charge=100,load=40"}).out)["variables"];
  CHECK(json["battery.charge"] == Json({{"value", 100}, {"unit", "%"}, {"text", "100"}}));
  CHECK(json["battery.charge"]["value"].is_number_integer());
  CHECK(json["ups.load"]["value"] == 40);
  CHECK(json["battery.voltage"] == Json({{"value", 13.6}, {"unit", "V"}, {"text", "13.6"}}));
  CHECK(json["ups.timer.shutdown"] == Json({{"value", -60}, {"unit", "s"}, {"text", "-60"}}));
  CHECK(json["battery.type"] == Json({{"value", "PbAcid"}, {"text", "PbAcid"}}));
  CHECK(json["ups.vendorid"] == Json({{"value", "0764"}, {"text", "0764"}}));
}

TEST_CASE("--json of one variable is that variable") {
  const Ran ran = read({"--json", "virtual:CP850PFCLCDa", "BATTERY.VOLTAGE"});
  CHECK(ran.out ==
        "{\n  \"schema\": 1,\n  \"name\": \"battery.voltage\",\n  \"value\": 13.6,\n"
        "  \"unit\": \"V\",\n  \"text\": \"13.6\"\n}\n");
  CHECK(ran.status == 0);
}

TEST_CASE("--json lists what could not be read, by report, and what is missing for it") {
  const Ran ran = read({"--json", "virtual:CP850PFCLCDa,stall=0x08"});
  CHECK(ran.status == 0);
  const Json json = Json::parse(ran.out);
  CHECK_FALSE(json["variables"].contains("battery.charge"));
  REQUIRE(json["failures"].size() == 1);
  CHECK(json["failures"][0] ==
        Json({{"report_type", "feature"},
              {"report_id", 8},
              {"code", "stalled"},
              {"message",
               "virtual:CP850PFCLCDa, feature report 0x08: the device refused the request (Broken "
               "pipe, errno 32)"},
              {"missing", {"battery.charge", "battery.runtime", "battery.runtime.low"}}}));
}

TEST_CASE("--json is one object after an error too") {
  const Ran stale = read({"--json", "virtual:CP850PFCLCDa,stall=0x0b"});
  CHECK(stale.status == 1);
  const Json json = Json::parse(stale.out);
  CHECK(json["schema"] == 1);
  CHECK(json["error"]["exit_status"] == 1);
  CHECK(json["error"]["code"] == "stale");
  CHECK(json["failures"][0]["report_id"] == 11);

  const Ran unplugged = read({"--confdir", Confdir("").path(), "--json", "ffff:fffe"});
  CHECK(unplugged.status == 3);
  CHECK(Json::parse(unplugged.out)["error"] ==
        Json({{"exit_status", 3},
              {"code", "not_found"},
              {"message", "no UPS found: looked for ffff:fffe" + upshid::test::unseen()}}));
}

TEST_CASE("--json lists sections and what is wrong with ups.conf") {
  const Confdir confdir("[desk]\ndriver = usbhid-ups\ndesc = \"a \\\"b\\\"\"\nlowbat = 3\n");
  const Ran ran = read({"--confdir", confdir.path(), "-l", "--json"});
  CHECK(ran.status == 0);
  CHECK(
      Json::parse(ran.out) ==
      Json({{"schema", 1},
            {"upses", {{{"name", "desk"}, {"description", "a \"b\""}}}},
            {"complaints", {confdir.path() + "/ups.conf:4:1: unknown key \"lowbat\"; ignored"}}}));
  CHECK(Json::parse(read({"--confdir", confdir.path(), "--json", "-c", "desk"}).out) ==
        Json({{"schema", 1}, {"clients", Json::array()}}));
}
