#include "base/text.h"

#include <doctest/doctest.h>

#include <string>

using namespace upshid::base;

TEST_CASE("names compare without regard to letter case, as strcasecmp does") {
  CHECK(compare_no_case("battery.charge", "Battery.Charge") == 0);
  CHECK(compare_no_case("battery.charge", "battery.charge.low") < 0);
  CHECK(compare_no_case("ups.status", "input.voltage") > 0);
}

TEST_CASE("a number is the whole text or nothing") {
  CHECK(parse_integer("42") == 42);
  CHECK(parse_integer("-1") == -1);
  CHECK(parse_integer("0x0b") == 11);
  CHECK_FALSE(parse_integer("42 "));
  CHECK_FALSE(parse_integer("0x"));
  CHECK_FALSE(parse_integer(""));
  CHECK_FALSE(parse_hex("0764g"));
  CHECK(parse_number("13.6") == 13.6);
  CHECK(parse_number("-0.5") == -0.5);
  CHECK_FALSE(parse_number("13.6V"));
  CHECK_FALSE(parse_number(""));
  CHECK_FALSE(parse_number("1e3"));
  CHECK_FALSE(parse_number("0x10"));
}

TEST_CASE("what is not finite is no number") {
  for (const char* text : {"nan", "-nan", "NaN", "nan(1)", "inf", "-inf", "INF", "infinity"})
    CHECK_FALSE(parse_number(text));
  CHECK_FALSE(parse_number(std::string(400, '9')));
}

TEST_CASE("numbers are written as printf writes them") {
  CHECK(fixed(13.649, 1) == "13.6");
  CHECK(fixed(2.5, 0) == "2");
  CHECK(fixed(-60, 0) == "-60");
}

TEST_CASE("split keeps empty parts and words drops them") {
  CHECK(split("a,,b", ',').size() == 3);
  CHECK(words("  a \t b\n").size() == 2);
  CHECK(trim(" \tx ") == "x");
}
