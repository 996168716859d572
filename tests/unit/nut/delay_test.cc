#include "nut/delay.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace upshid;
using namespace upshid::nut;

namespace {

// CyberPower's: minutes, -1 is "none".
hid::Field minutes() {
  hid::Field field;
  field.bit_size = 16;
  field.logical_min = -1;
  field.logical_max = 32767;
  field.physical_min = -60;
  field.physical_max = 1966020;
  field.unit = 0x1001;
  return field;
}

// Eaton's: seconds.
hid::Field seconds() {
  hid::Field field;
  field.bit_size = 32;
  field.logical_min = -1;
  field.logical_max = 2147483647;
  field.unit = 0x1001;
  return field;
}

std::string encoded(const hid::Field& field, double step, double wanted) {
  const auto delay = encode_delay(field, step, wanted);
  if (!delay) return delay.error().text();
  return std::to_string(delay->logical) + ", " + seconds_text(delay->seconds);
}

}  // namespace

TEST_CASE("a delay is rounded up to what the device counts, and only 0 is now") {
  CHECK(encoded(minutes(), 60, 0) == "0, 0 s");
  CHECK(encoded(minutes(), 60, 0.1) == "1, 60 s");
  CHECK(encoded(minutes(), 60, 1) == "1, 60 s");
  CHECK(encoded(minutes(), 60, 20) == "1, 60 s");
  CHECK(encoded(minutes(), 60, 60) == "1, 60 s");
  CHECK(encoded(minutes(), 60, 61) == "2, 120 s");
  CHECK(encoded(minutes(), 60, 1966020) == "32767, 1966020 s");
  CHECK(encoded(seconds(), 1, 20) == "20, 20 s");
  CHECK(encoded(seconds(), 1, 20.5) == "21, 21 s");
}

TEST_CASE("a field in minutes rounds up without a quirk, and a quirk without a field in minutes") {
  CHECK(encoded(minutes(), 1, 20) == "1, 60 s");
  CHECK(encoded(minutes(), 1, 90) == "2, 120 s");
  CHECK(encoded(seconds(), 60, 20) == "60, 60 s");
}

TEST_CASE("no second of two hours is counted as less than it is") {
  for (int wanted = 0; wanted <= 7200; ++wanted) {
    const Delay delay = encode_delay(minutes(), 60, wanted).value();
    CHECK(delay.seconds >= wanted);
    CHECK(delay.seconds < wanted + 60);
    CHECK(hid::to_physical(minutes(), delay.logical) == delay.seconds);
  }
}

TEST_CASE("none is the field's own -1, never a physical -1 s that would round to now") {
  CHECK(encoded(minutes(), 60, -1) == "-1, -1 s");
  hid::Field without = minutes();
  without.logical_min = 0;
  CHECK(encoded(without, 60, -1) == "the device cannot store \"none\" for this delay");
}

TEST_CASE("a delay beyond what the device declares is refused with its range") {
  CHECK(encoded(minutes(), 60, 1966021) == "found 1966021 s, expected 0 s to 1966020 s");
  hid::Field little = seconds();
  little.logical_max = 600;
  CHECK(encoded(little, 1, 601) == "found 601 s, expected 0 s to 600 s");
  CHECK(encoded(little, 1, 1e300).starts_with("found 1"));
}

TEST_CASE("a clock holds minutes and seconds apart, and never 0, which is its longest delay") {
  const auto encoded_clock = [](double wanted) {
    const auto delay = encode_clock(wanted, 0x40);
    return delay ? fmt::format("{:04x}, {}", delay->logical, seconds_text(delay->seconds))
                 : delay.error().text();
  };
  CHECK(encoded_clock(20) == "0054, 20 s");
  CHECK(encoded_clock(90) == "015e, 90 s");
  CHECK(encoded_clock(180) == "0340, 180 s");
  CHECK(encoded_clock(0) == "0041, 1 s");
  CHECK(encoded_clock(59.5) == "0140, 60 s");
  CHECK(encoded_clock(15359) == "ff7b, 15359 s");
  for (const double bad : {-1.0, 15360.0, 1e300})
    CHECK(encoded_clock(bad).ends_with(", expected 0 s to 15359 s"));
}

TEST_CASE("what is no number of seconds is refused: NUT takes it as 0, which is now") {
  CHECK(parse_seconds("20").value() == 20);
  for (const char* bad : {"", "soon", "20s", "0x10 ", "nan", "1e999"}) {
    CAPTURE(bad);
    const auto seconds = parse_seconds(bad);
    REQUIRE_FALSE(seconds);
    CHECK(seconds.error().text() == std::string("found \"") + bad + "\", expected seconds");
  }
}
