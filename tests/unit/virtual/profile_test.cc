#include "virtual/profile.h"

#include <doctest/doctest.h>

#include "virtual/spec.h"

namespace upshid::virtual_ups {

namespace {

constexpr std::string_view head = "profile T\nusb 0764:0501 release 2.01 speed full interval 10\n";

std::string complaint(std::string_view body) {
  const auto profile = parse_profile(std::string(head) + std::string(body), "t.profile");
  REQUIRE_FALSE(profile);
  CHECK(profile.error().code == Code::malformed_config);
  return profile.error().text();
}

}  // namespace

TEST_CASE("A profile's lines become its identity, ratings and fields") {
  const Profile profile = parse_profile(std::string(head) +
                                            "modelled-on \"nothing # at all\"   # a comment\n"
                                            "string 3 \"CPS\"\n"
                                            "string-indexes manufacturer 3 product 0 serial 0\n"
                                            "load 35.5 %\n"
                                            "flags live = variable volatile\n"
                                            "application UPS {\n"
                                            "  report 0x0a\n"
                                            "  input:variable,feature:live Voltage 16 0..480 unit "
                                            "volt exponent 6 = battery-voltage\n"
                                            "}\n",
                                        "t.profile")
                              .value();
  CHECK(profile.name == "T");
  CHECK(profile.modelled_on == "nothing # at all");
  CHECK(profile.vendor_id == 0x0764);
  CHECK(profile.product_id == 0x0501);
  CHECK(profile.bcd_device == 0x0201);
  CHECK(profile.speed == "full");
  CHECK(profile.interval == 10);
  CHECK(profile.string_at(3) == "CPS");
  CHECK(profile.string_at(4).empty());
  CHECK(profile.manufacturer_index == 3);
  CHECK(profile.ratings.load == 35.5);
  REQUIRE(profile.body.size() == 4);
  CHECK(profile.body[1].report_id == 0x0a);
  const FieldLine& field = profile.body[2].field;
  CHECK(field.types ==
        std::vector<TypedFlags>{{hid::ReportType::input, 0x02}, {hid::ReportType::feature, 0x82}});
  CHECK(field.usage == hid::Usage{0x84, 0x30});
  CHECK(field.logical == Range{0, 480});
  CHECK(field.unit == 0x00f0d121);
  CHECK(field.exponent == 6);
  CHECK(field.source.quantity == Quantity::battery_voltage);
}

TEST_CASE("What is wrong in a profile is said with its line, its column and what was expected") {
  CHECK(complaint("load 5 V\n") == "t.profile:3:8: found \"V\", expected the unit %");
  CHECK(complaint("load lots %\n") ==
        "t.profile:3:6: found \"lots\", expected load, a number from 0 to 200");
  CHECK(complaint("sends 0x08 0\n") ==
        "t.profile:3:12: found \"0\", expected a report ID, a number from 1 to 255");
  CHECK(complaint("string 3 \"CPS\n") ==
        "t.profile:3:10: unterminated quote, expected '\"' on this line");
  CHECK(complaint("physical Input {\n") ==
        "t.profile:3:1: found \"physical\", expected application: the outermost collection must be "
        "one "
        "(HID 1.11 §6.2.2.6)");
  CHECK(complaint("application Toaster {\n") ==
        "t.profile:3:13: found \"Toaster\", expected a usage's name, eight hexadecimal digits of "
        "page "
        "and id, or '-'");
  CHECK(complaint("application UPS\n") == "t.profile:3:16: found the end of the line, expected {");
  CHECK(complaint("}\n") ==
        "t.profile:3:1: found \"}\", expected no '}', because no collection is open");
  CHECK(complaint("application UPS {\n") ==
        "t.profile:4:1: found the end of the file, expected '}' for every collection that was "
        "opened");
  CHECK(complaint("") ==
        "t.profile:3:1: found the end of the file, expected an application collection");
  CHECK(complaint("applicaton UPS {\n") ==
        "t.profile:3:1: found \"applicaton\", expected profile, modelled-on, usb, string, "
        "sends, string-indexes, flags, a rating, application, physical, logical, report, a field, "
        "or '}'");
  CHECK(complaint("flags x = variable bouncy\n") ==
        "t.profile:3:20: found \"bouncy\", expected a flag, such as constant, variable, "
        "no_preferred or volatile");
}

TEST_CASE("What is wrong in a field line is said likewise") {
  const auto field = [](std::string_view line) {
    return complaint("application UPS {\nreport 1\n" + std::string(line) + "\n}\n");
  };
  CHECK(
      field("feature Voltage 8 0..1") ==
      "t.profile:5:1: found \"feature\", expected input, output or feature, each with ':' and its "
      "flags");
  CHECK(field("feature:odd Voltage 8 0..1") ==
        "t.profile:5:1: found \"feature:odd\", expected flags; \"odd\" is not defined");
  CHECK(field("feature:variable Voltage 33 0..1") ==
        "t.profile:5:26: found \"33\", expected bits from 1 to 32, or bits x count, such as 8x62");
  CHECK(
      field("feature:variable Voltage 8 1..0") ==
      "t.profile:5:28: found \"1..0\", expected minimum..maximum, two numbers of at most 32 bits");
  CHECK(field("feature:variable Voltage 8 0..1 unit furlong") ==
        "t.profile:5:38: found \"furlong\", expected volt, watt, second, hertz, ampere, "
        "ampere-second, "
        "kelvin, or a unit item such as 0x1001");
  CHECK(field("feature:variable Voltage 8 0..1 exponent 8") ==
        "t.profile:5:42: found \"8\", expected a unit exponent, a number from -8 to 7");
  CHECK(field("feature:variable Voltage 8 0..1 = string 9") ==
        "t.profile:5:42: found \"9\", expected the index of a string defined above");
  CHECK(field("feature:variable Voltage 8 0..1 charge") ==
        "t.profile:5:33: found \"charge\", expected physical, unit, exponent, = or the end of the "
        "line");
  CHECK(field("feature:variable Voltage 8 0..1 = happiness")
            .starts_with("t.profile:5:35: found \"happiness\", expected a number, `string N`, or "
                         "one of charge, runtime, "));
}

TEST_CASE("A field needs a collection and a report id") {
  CHECK(complaint("feature:variable Voltage 8 0..1\n") ==
        "t.profile:3:1: found \"feature:variable\", expected an open collection and a line `report "
        "ID` "
        "before any field");
  CHECK(complaint("report 0\n") ==
        "t.profile:3:8: found \"0\", expected a report ID, a number from 1 to 255");
}

TEST_CASE("Every shipped profile parses, carries its own name and says what it is modelled on") {
  CHECK(profile_names().size() == 6);
  for (const std::string& name : profile_names()) {
    CAPTURE(name);
    const auto profile = shipped_profile(name);
    REQUIRE_MESSAGE(profile, profile.error().text());
    CHECK(profile->name == name);
    CHECK_FALSE(profile->modelled_on.empty());
  }
}

}  // namespace upshid::virtual_ups
