#include "nut/plan.h"

#include <doctest/doctest.h>

#include "shipped_table.h"

using namespace upshid;
using namespace upshid::nut;

namespace {

hid::Field field(hid::Usage usage, hid::ReportType type, std::uint8_t id, int collection) {
  hid::Field out;
  out.usage = usage;
  out.type = type;
  out.report_id = id;
  out.bit_size = 8;
  out.flags = hid::FieldFlags::variable;
  out.collection = collection;
  return out;
}

// PowerSummary: charge as input and feature of report 8, runtime in the same; ACPresent in report
// 0x0b; a vendor's field in report 0x28 that nobody maps.
hid::Descriptor sample() {
  hid::Descriptor d;
  d.collections = {{{0x84, 0x04}, 1, -1, 0}, {{0x84, 0x24}, 0, 0, 0}, {{0x84, 0x02}, 2, 1, 0}};
  d.fields = {field({0x85, 0x66}, hid::ReportType::input, 8, 1),
              field({0x85, 0x66}, hid::ReportType::feature, 8, 1),
              field({0x85, 0x68}, hid::ReportType::feature, 8, 1),
              field({0xff01, 0x16}, hid::ReportType::feature, 0x28, 1),
              field({0x85, 0xd0}, hid::ReportType::feature, 0x0b, 2)};
  d.reports = {{hid::ReportType::input, 8, 8},
               {hid::ReportType::feature, 8, 24},
               {hid::ReportType::feature, 0x28, 8},
               {hid::ReportType::feature, 0x0b, 8}};
  d.uses_report_ids = true;
  return d;
}

Plan plan_of(const hid::Descriptor& d, const std::function<bool(std::size_t)>& may_read) {
  return make_plan(*shipped_table().dialect("cyberpower"), d, power::UsagePaths(d), may_read);
}

}  // namespace

TEST_CASE(
    "a plan asks for the reports that feed a variable, present-status first, features before "
    "inputs") {
  const Plan plan = plan_of(sample(), [](std::size_t) { return true; });
  REQUIRE(plan.reports.size() == 2);
  CHECK(plan.reports[0].id == 0x0b);
  CHECK(plan.reports[0].power_state.size() == 1);
  CHECK(plan.reports[0].names == std::vector<std::string>{"ups.status (online)"});
  CHECK(plan.reports[1].id == 8);
  CHECK(plan.reports[1].type == hid::ReportType::feature);
  CHECK(plan.reports[1].bytes == 4);
  CHECK(plan.reports[1].names == std::vector<std::string>{"battery.charge", "battery.runtime"});
}

TEST_CASE("what quirks forbid is not asked for, and an input stands in for a forbidden feature") {
  const Plan plan = plan_of(sample(), [](std::size_t i) { return i != 1 && i != 2; });
  REQUIRE(plan.reports.size() == 2);
  CHECK(plan.reports[1].type == hid::ReportType::input);
}

TEST_CASE("without ACPresent, discharging is what says the power state") {
  hid::Descriptor d = sample();
  d.fields[4].usage = {0x85, 0x45};
  const Plan plan = plan_of(d, [](std::size_t) { return true; });
  CHECK(plan.reports[0].power_state.size() == 1);
  CHECK(plan.reports[0].names == std::vector<std::string>{"ups.status (discharging)"});
}
