#include "nut/setting.h"

#include <doctest/doctest.h>

#include <list>

using namespace upshid;
using namespace upshid::nut;

namespace {

Row row_of(std::string_view line) {
  static std::list<std::string> texts;  // The rows refer to them.
  const std::string& text = texts.emplace_back("[d]\n" + std::string(line) +
                                               "\n[lookup level]\n0 low\n1 normal\n2 high\n");
  return parse_table(text, "t").value().dialects.at(0).rows.at(0);
}

Table levels() {
  return parse_table("[lookup level]\n0 low\n1 normal\n2 high\n", "t").value();
}

hid::Field byte(std::int64_t min, std::int64_t max) {
  hid::Field field;
  field.bit_size = 8;
  field.logical_min = min;
  field.logical_max = max;
  return field;
}

std::string set(const Row& row, const hid::Field& field, std::string_view value) {
  const auto logical = encode_setting(levels(), row, field, {}, value);
  return logical ? std::to_string(*logical) : logical.error().text();
}

}  // namespace

TEST_CASE("a number is taken in the declared range, in the variable's unit") {
  const Row percent = row_of("battery.charge.low P .0 % rw=10");
  CHECK(set(percent, byte(5, 60), "25") == "25");
  CHECK(set(percent, byte(5, 60), "5") == "5");
  CHECK(set(percent, byte(5, 60), "4") == "found \"4\", expected 5 % to 60 %");
  CHECK(set(percent, byte(5, 60), "61") == "found \"61\", expected 5 % to 60 %");
  CHECK(set(percent, byte(5, 60), "1000") == "found \"1000\", expected 5 % to 60 %");
  CHECK(set(percent, byte(5, 60), "-1") == "found \"-1\", expected 5 % to 60 %");
  CHECK(set(percent, byte(5, 60), "low") == "found \"low\", expected 5 % to 60 %");
  CHECK(set(percent, byte(5, 60), "") == "found \"\", expected 5 % to 60 %");
  CHECK(set(percent, byte(90, 90), "91") ==
        "found \"91\", expected 90 %, the only value that the device declares");
}

TEST_CASE("unit and exponent are undone") {
  const Row volts = row_of("input.transfer.low P .0 V rw=10");
  hid::Field field = byte(70, 90);
  field.unit = 0x00f0d121;
  field.unit_exponent = 6;
  CHECK(set(volts, field, "8") == "80");
  CHECK(set(volts, field, "80") == "found \"80\", expected 7 V to 9 V");
  CHECK(decode_setting(levels(), volts, field, 80) == "8");
}

TEST_CASE("a word is taken where it is one, whatever its letter case") {
  const Row level = row_of("input.sensitivity P lookup:level rw=0 choices");
  CHECK(set(level, byte(0, 2), "high") == "2");
  CHECK(set(level, byte(0, 2), "HIGH") == "2");
  CHECK(set(level, byte(0, 2), "2") == "found \"2\", expected one of low, normal, high");
  CHECK(set(level, byte(0, 1), "high") == "found \"high\", expected one of low, normal, high");
  CHECK(choices_of(levels(), level, {}) == std::vector<std::string>{"low", "normal", "high"});
  CHECK_FALSE(range_of(level, byte(0, 2)));
}

TEST_CASE("a number with choices is one of them") {
  const Row volts = row_of("output.voltage.nominal P .0 V rw=3 choices=220,230");
  CHECK(set(volts, byte(0, 255), "230") == "230");
  CHECK(set(volts, byte(0, 255), "225") == "found \"225\", expected one of 220, 230");
}

TEST_CASE("a date is packed, and a day that no calendar has is refused") {
  const Row date = row_of("battery.mfr.date P date rw=10");
  hid::Field field = byte(0, 65535);
  field.bit_size = 16;
  CHECK(set(date, field, "2004/07/03") == std::to_string((2004 - 1980) * 512 + 7 * 32 + 3));
  CHECK(decode_setting(levels(), date, field, (2004 - 1980) * 512 + 7 * 32 + 3) == "2004/07/03");
  for (const char* bad : {"2004-07-03", "04/07/03", "2004/13/01", "2004/02/30", "1979/01/01",
                          "2108/01/01", "2004/7/003", "2004/07/+3", "today"}) {
    CAPTURE(bad);
    CHECK(set(date, field, bad) == std::string("found \"") + bad +
                                       "\", expected a date from 1980/01/01 to 2107/12/31, as "
                                       "YYYY/MM/DD");
  }
}

TEST_CASE("a form that is only read is not written") {
  CHECK(set(row_of("battery.date P apc-date rw=10"), byte(0, 255), "1") ==
        "this kind of value cannot be written");
}

TEST_CASE("of values in groups, only those of the present value's group are written") {
  const Row row =
      row_of("output.voltage.nominal UPS.Output.ConfigVoltage .0 V rw=3 choices=220,230|110,120");
  const hid::Field field = byte(0, 255);
  const auto encode = [&](std::optional<double> present, std::string_view value) {
    const auto logical = encode_setting(levels(), row, field, present, value);
    return logical ? std::to_string(*logical) : logical.error().text();
  };
  CHECK(choices_of(levels(), row, 230) == std::vector<std::string>{"220", "230"});
  CHECK(choices_of(levels(), row, 120) == std::vector<std::string>{"110", "120"});
  CHECK(choices_of(levels(), row, 7).empty());
  CHECK(choices_of(levels(), row, {}).size() == 4);
  CHECK(encode(120, "110") == "110");
  CHECK(encode(120, "230") == "found \"230\", expected one of 110, 120");
  CHECK(encode(7, "230").find("the present value is 7 V") == 0);
}
