#include <doctest/doctest.h>
#include <upshid/hid.h>

#include <cmath>
#include <limits>

using namespace upshid;
using namespace upshid::hid;

namespace {

constexpr std::uint32_t volt = 0x00f0d121, watt = 0x0000d121, second = 0x1001, ampere = 0x00100001,
                        kelvin = 0x00010001, hertz = 0xf001;

Field scaled(std::uint32_t unit, int exponent, std::int64_t min = 0, std::int64_t max = 65535) {
  Field field;
  field.bit_size = 16;
  field.logical_min = min;
  field.logical_max = max;
  field.unit = unit;
  field.unit_exponent = static_cast<std::int8_t>(exponent);
  return field;
}

}  // namespace

TEST_CASE("HID's volt is 10^-7 of SI's, so exponent 6 means tenths: an EC850LCD's 0x88 is 13.6 V") {
  CHECK(to_physical(scaled(volt, 6), 0x88) == 13.6);
  CHECK(to_physical(scaled(volt, 7), 230) == 230);
  CHECK(to_physical(scaled(watt, 7), 510) == 510);
}

TEST_CASE("the power of ten to SI follows from the unit's length and mass") {
  CHECK(si_exponent(volt) == -7);
  CHECK(si_exponent(watt) == -7);
  CHECK(si_exponent(second) == 0);
  CHECK(si_exponent(ampere) == 0);
  CHECK(si_exponent(kelvin) == 0);
  CHECK(si_exponent(0) == 0);
  CHECK(si_exponent(0x11) == -2);   // centimetre
  CHECK(si_exponent(0x101) == -3);  // gram
  CHECK(si_exponent(0x13) == 0);    // inch: English linear has no power of ten
}

TEST_CASE("units have the names that people use") {
  CHECK(unit_name(volt) == "V");
  CHECK(unit_name(watt) == "W");
  CHECK(unit_name(second) == "s");
  CHECK(unit_name(hertz) == "Hz");
  CHECK(unit_name(kelvin) == "K");
  CHECK(unit_name(0).empty());
}

TEST_CASE("a physical range is a scale: 60 seconds a step in CyberPower's delays") {
  Field delay = scaled(second, 0, -1, 32767);
  delay.physical_min = -60;
  delay.physical_max = 1966020;
  CHECK(to_physical(delay, -1) == -60);
  CHECK(to_physical(delay, 0) == 0);
  CHECK(to_physical(delay, 2) == 120);
  CHECK(to_logical(delay, 120).value() == 2);
}

TEST_CASE("every integer of a range comes back from its physical value") {
  Field delay = scaled(second, 0, -1, 32767);
  delay.physical_min = -60;
  delay.physical_max = 1966020;
  Field odd = scaled(volt, 5, 3, 1000);
  odd.physical_min = 7;
  odd.physical_max = 12345;
  for (const Field& field :
       {delay, odd, scaled(volt, 6), scaled(volt, 3), scaled(0, -8), scaled(hertz, -2)}) {
    for (std::int64_t n = field.logical_min; n <= field.logical_max; ++n) {
      const auto back = to_logical(field, to_physical(field, n));
      REQUIRE(back);
      REQUIRE(*back == n);
    }
  }
}

TEST_CASE("a range of no width is no scale") {
  Field field = scaled(0, 0, 5, 5);
  field.physical_min = 1;
  field.physical_max = 9;
  CHECK(to_physical(field, 3) == 3);
}

TEST_CASE("what fits no bits is refused, and so is what is no number") {
  CHECK(to_logical(scaled(volt, 7), 70000).error().code == Code::invalid_argument);
  CHECK(to_logical(scaled(volt, 7), -1).error().code == Code::invalid_argument);
  CHECK_FALSE(to_logical(scaled(volt, 7), std::numeric_limits<double>::quiet_NaN()));
  CHECK_FALSE(to_logical(scaled(volt, 7), std::numeric_limits<double>::infinity()));
}
