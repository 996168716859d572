#include "power/usage_path.h"

#include <doctest/doctest.h>

using namespace upshid;
using namespace upshid::power;

namespace {

hid::Descriptor two_collections() {
  hid::Descriptor d;
  d.collections = {{{0x84, 0x04}, 1, -1, 0}, {{0x84, 0x1e}, 0x84, 0, 4}};
  hid::Field voltage;
  voltage.usage = {0x84, 0x40};
  voltage.collection = 1;
  hid::Field padding;
  padding.collection = 1;
  hid::Field vendor;
  vendor.usage = {0xff01, 0x9e};
  vendor.collection = 0;
  d.fields = {voltage, padding, vendor, voltage};
  return d;
}

}  // namespace

TEST_CASE(
    "a path names the collections from the top, with Eaton's index from the collection type") {
  const UsagePaths paths(two_collections());
  CHECK(paths.path(0) == "UPS.Flow.[4].ConfigVoltage");
  CHECK(paths.path(1).empty());
  CHECK(paths.path(2) == "UPS.ff01009e");
}

TEST_CASE("a path leads to its fields in the descriptor's order") {
  UsagePaths paths(two_collections());
  const auto fields = paths.fields("UPS.Flow.[4].ConfigVoltage");
  REQUIRE(fields.size() == 2);
  CHECK(fields[0] == 0);
  CHECK(fields[1] == 3);
  CHECK(paths.fields("UPS.Flow.ConfigVoltage").empty());
  paths.rename(2, "UPS.Flow.[4].ConfigVoltage");
  CHECK(paths.fields("UPS.Flow.[4].ConfigVoltage").size() == 3);
  CHECK(paths.fields("UPS.ff01009e").empty());
}
