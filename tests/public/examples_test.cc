#include <doctest/doctest.h>
#include <upshid/upshid.h>

namespace {

using namespace upshid;

TEST_CASE("the corrected ups.conf in examples names its two UPSes without a complaint") {
  OpenOptions options;
  options.confdir = UPSHID_EXAMPLES;
  Complaints complaints;
  const auto names = list_names(options, &complaints);
  REQUIRE_MESSAGE(names.has_value(), names.error().text());
  for (const auto& complaint : complaints) FAIL_CHECK(complaint.text());
  REQUIRE(names->size() == 2);
  CHECK((*names)[0].name == "cyberpower");
  CHECK((*names)[0].description == "CyberPower CP850PFCLCDa");
  CHECK((*names)[1].name == "rack");
  CHECK((*names)[1].description == "Cyber Power System, Inc. PR1500LCDRT2U UPS");
}

}  // namespace
