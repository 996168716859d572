#include "nut/format.h"

#include <doctest/doctest.h>

#include "shipped_table.h"

using namespace upshid::nut;

TEST_CASE("PDC 1.1's packed date is a date, 0 is not set, and a negative one is before 1980") {
  CHECK(packed_date((24 << 9) | (7 << 5) | 3) == "2004/07/03");
  CHECK(packed_date(0) == "not set");
  CHECK(packed_date(-512 + (1 << 5) + 1) == "1979/01/01");
}

TEST_CASE("APC's date is decimal digits in hexadecimal") {
  CHECK(apc_date(0x102202) == "2002/10/22");
  CHECK(apc_date(0x123199) == "1999/12/31");
  CHECK(apc_date(0) == "not set");
}

TEST_CASE("a temperature is kelvin only where it can be nothing else") {
  CHECK(to_celsius(298.15) == doctest::Approx(25));
  CHECK(to_celsius(25) == 25);
  CHECK(to_celsius(400) == 400);
}

TEST_CASE("a curve is straight between its points and flat outside them") {
  const Curve curve{"c", {{0, -40}, {10, 0}, {20, 10}}};
  CHECK(interpolate(curve, 5) == -20);
  CHECK(interpolate(curve, 10) == 0);
  CHECK(interpolate(curve, -5) == -40);
  CHECK(interpolate(curve, 99) == 10);
}

TEST_CASE(
    "a number is scaled, held to its maximum and given its suffix, and number and text agree") {
  Row row;
  row.decimals = 0;
  row.max = 100;
  row.suffix = "%";
  const auto written = write(shipped_table(), row, 120.4, 0);
  REQUIRE(written);
  CHECK(written->text == "100%");
  CHECK(written->number == 100);
}

TEST_CASE("a lookup without a word for a number writes nothing") {
  Row row;
  row.how = How::lookup;
  row.argument = "beeper";
  CHECK(write(shipped_table(), row, 2, 2)->text == "enabled");
  CHECK_FALSE(write(shipped_table(), row, 9, 9));
}

TEST_CASE("lookups go by the bits, not by a value scaled with a stray unit") {
  Row row;
  row.how = How::lookup;
  row.argument = "test-result";
  CHECK(write(shipped_table(), row, 0.05, 5)->text == "In progress");
}

TEST_CASE("the clock of a UPS is a date and a time of day, in local time") {
  ::setenv("TZ", "UTC0", 1);
  ::tzset();
  Row row;
  row.how = How::clock_date;
  CHECK(write(shipped_table(), row, 0, 1'073'741'823)->text == "2004/01/10");
  row.how = How::clock_time;
  CHECK(write(shipped_table(), row, 0, 1'073'741'823)->text == "13:37:03");
  // A year that struct tm does not have.
  CHECK_FALSE(write(shipped_table(), row, 0, INT64_MAX));
}
