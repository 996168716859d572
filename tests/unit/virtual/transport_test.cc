#include <doctest/doctest.h>

#include <array>

#include "virtual/virtual_transport.h"

namespace upshid::virtual_ups {

namespace {

using hid::ReportType;

std::unique_ptr<transport::Transport> opened(std::string_view spec) {
  return std::move(*open_virtual(spec, {}));
}

Error failure(std::string_view spec, std::uint8_t id) {
  const auto transport = opened(spec);
  std::array<std::uint8_t, 64> buffer{};
  const auto result = transport->get_report(ReportType::feature, id, buffer);
  REQUIRE_FALSE(result);
  return result.error();
}

std::string refused(std::string_view spec, Code code) {
  const auto result = open_virtual(spec, {});
  REQUIRE_FALSE(result);
  CHECK(result.error().code == code);
  return result.error().text();
}

}  // namespace

TEST_CASE("A virtual UPS says who it is, and has no bus path") {
  const auto transport = opened("CP850PFCLCDa");
  const DeviceInfo& device = transport->device();
  CHECK(device.vendor_id == 0x0764);
  CHECK(device.product_id == 0x0601);
  CHECK(device.bcd_device == 0x0200);
  CHECK(device.manufacturer == "CPS");
  CHECK(device.product == "CP850PFCLCDa");
  CHECK(device.serial == "000000000000");
  CHECK(device.bus_path.empty());
  CHECK(device.hidraw_node == "virtual:CP850PFCLCDa");
  CHECK(transport->report_descriptor().value() == device.report_descriptor);
  CHECK(transport->string(5).value() == "CR01803F5");
}

TEST_CASE("A string that is not there is not found") {
  const auto transport = opened("EC850LCD");
  for (const std::uint8_t index : std::initializer_list<std::uint8_t>{0, 2}) {
    const auto text = transport->string(index);
    REQUIRE_FALSE(text);
    CHECK(text.error().code == Code::not_found);
  }
  CHECK(transport->string(2).error().text() ==
        "virtual:EC850LCD, string 2: the device has no string with this index");
}

TEST_CASE("The options set the state to start in, and it is no news") {
  const auto transport = opened("CP850PFCLCDa,mains=off,charge=12,load=80");
  std::array<std::uint8_t, 6> report{};
  REQUIRE(transport->get_report(ReportType::feature, 0x08, report).value() == 6);
  CHECK(report[1] == 12);
  std::array<std::uint8_t, 2> status{};
  REQUIRE(transport->get_report(ReportType::feature, 0x0b, status).value() == 2);
  CHECK(status[1] == 0x24);  // discharging, time limit expired
  REQUIRE(transport->get_report(ReportType::feature, 0x13, status).value() == 2);
  CHECK(status[1] == 80);
  const auto news = transport->read_interrupt(report, std::chrono::milliseconds(0));
  REQUIRE_FALSE(news);
  CHECK(news.error().code == Code::timeout);
}

TEST_CASE("Time is what the clock says") {
  Instant now{};
  const auto transport = std::move(*open_virtual("CP850PFCLCDa,mains=off", [&] { return now; }));
  std::array<std::uint8_t, 6> report{};
  now += std::chrono::minutes(20);
  REQUIRE(transport->get_report(ReportType::feature, 0x08, report));
  CHECK(report[1] == 50);
  CHECK(transport->read_interrupt(report, std::chrono::milliseconds(0)).has_value());
}

TEST_CASE("A fault is an error that names the device and the report, with its errno") {
  Error error = failure("CP850PFCLCDa,stall=0x0b", 0x0b);
  CHECK(error.code == Code::stalled);
  CHECK(error.where == "virtual:CP850PFCLCDa, feature report 0x0b");
  CHECK(error.what == "the device refused the request");
  CHECK(error.sys_errno == 32);
  error = failure("CP850PFCLCDa,timeout=0x0f", 0x0f);
  CHECK(error.code == Code::timeout);
  CHECK(error.what == "the device did not answer");
  CHECK(error.sys_errno == 110);
  error = failure("CP850PFCLCDa,long=0x08", 0x08);
  CHECK(error.code == Code::long_report);
  CHECK(error.what == "received 7 bytes, expected 6");
  CHECK(error.sys_errno == 75);
}

TEST_CASE("A short report has that many bytes less, one where nothing is said") {
  const auto transport = opened("CP850PFCLCDa,short=0x08:3,short=0x07");
  std::array<std::uint8_t, 7> buffer{};
  CHECK(transport->get_report(ReportType::feature, 0x08, std::span(buffer).first(6)).value() == 3);
  CHECK(transport->get_report(ReportType::feature, 0x07, buffer).value() == 6);
}

TEST_CASE("A fault of one report leaves the others alone") {
  const auto transport = opened("CP850PFCLCDa,stall=0x0b,timeout=0x0f,long=0x08");
  std::array<std::uint8_t, 2> buffer{};
  CHECK(transport->get_report(ReportType::feature, 0x0c, buffer).value() == 2);
  CHECK(transport->get_report(ReportType::input, 0x0b, buffer).value() == 2);
}

TEST_CASE("A device that is gone stays gone, whatever it is asked") {
  const auto transport = opened("CP850PFCLCDa,gone=0x0c");
  std::array<std::uint8_t, 2> buffer{};
  CHECK(transport->get_report(ReportType::feature, 0x0b, buffer));
  const auto first = transport->get_report(ReportType::feature, 0x0c, buffer);
  REQUIRE_FALSE(first);
  CHECK(first.error().code == Code::disconnected);
  CHECK(first.error().where == "virtual:CP850PFCLCDa, feature report 0x0c");
  CHECK(first.error().sys_errno == 19);
  CHECK(transport->get_report(ReportType::feature, 0x0b, buffer).error().code ==
        Code::disconnected);
  CHECK(transport->set_report(ReportType::feature, 0x0c, buffer).error().code ==
        Code::disconnected);
  CHECK(transport->read_interrupt(buffer, std::chrono::milliseconds(0)).error().code ==
        Code::disconnected);
  CHECK(transport->string(1).error().code == Code::disconnected);
  CHECK(transport->report_descriptor().error().code == Code::disconnected);
}

TEST_CASE("A report that the device lacks stalls, and so does one cut short on its way in") {
  const Error error = failure("CP850PFCLCDa", 0x77);
  CHECK(error.code == Code::stalled);
  CHECK(error.text().starts_with(
      "virtual:CP850PFCLCDa, feature report 0x77: the device has no such report"));
  const auto transport = opened("CP850PFCLCDa");
  const std::array<std::uint8_t, 2> report{0x15, 1};
  const auto set = transport->set_report(ReportType::feature, 0x15, report);
  REQUIRE_FALSE(set);
  CHECK(set.error().code == Code::stalled);
  CHECK(set.error().what == "2 bytes sent, expected 3 beginning with the report ID");
}

TEST_CASE("A host that asks for fewer bytes gets no more") {
  const auto transport = opened("CP850PFCLCDa");
  std::array<std::uint8_t, 3> buffer{};
  CHECK(transport->get_report(ReportType::feature, 0x08, buffer).value() == 3);
  CHECK(buffer[0] == 0x08);
}

TEST_CASE("A profile that is not there is reported with those that are") {
  CHECK(refused("Toaster", Code::not_found) ==
        "virtual:Toaster: no such profile; expected one of Back-UPS-RS-1000G, CP850PFCLCDa, "
        "EC850LCD, PR1500LCDRT2U, ST-Series, UT1500E");
}

TEST_CASE("An outage comes and goes at its instants, however seldom somebody looks") {
  Instant now(std::chrono::hours(5));
  auto ups = open_virtual("EC850LCD,outage=10:20", [&now] { return now; });
  REQUIRE(ups);
  const auto mains_present = [&] {
    std::array<std::uint8_t, 2> buffer{};
    REQUIRE((*ups)->get_report(ReportType::feature, 0x0b, buffer));
    return (buffer[1] & 1) != 0;
  };
  CHECK(mains_present());
  now += std::chrono::milliseconds(9'999);
  CHECK(mains_present());
  now += std::chrono::milliseconds(1);
  CHECK_FALSE(mains_present());
  now += std::chrono::milliseconds(19'999);
  CHECK_FALSE(mains_present());
  now += std::chrono::milliseconds(1);
  CHECK(mains_present());
  auto both = open_virtual("EC850LCD,outage=10:20", [&now] { return now; });
  REQUIRE(both);
  now += std::chrono::hours(1);
  ups = std::move(both);
  CHECK(mains_present());
}

TEST_CASE("Writes are refused, ignored, clamped or the end of it, as the options say") {
  const std::array<std::uint8_t, 2> beeper_off{0x0c, 0x01};
  const auto beeper = [&](std::string_view spec) {
    const auto ups = opened(spec);
    const auto done = ups->set_report(ReportType::feature, 0x0c, beeper_off);
    std::array<std::uint8_t, 2> now{};
    const auto got = ups->get_report(ReportType::feature, 0x0c, now);
    std::string out = done ? "taken" : done.error().text();
    return out + (got ? ", now " + std::to_string(now[1]) : ", " + got.error().text());
  };
  CHECK(beeper("EC850LCD") == "taken, now 1");
  CHECK(beeper("EC850LCD,refuse=0x0c") ==
        "virtual:EC850LCD, feature report 0x0c: the device refused the request (Broken pipe, errno "
        "32), now 2");
  CHECK(beeper("EC850LCD,ignore=0x0c") == "taken, now 2");
  CHECK(beeper("EC850LCD,clamp=0x0c:0") == "taken, now 2");
  CHECK(beeper("EC850LCD,vanish=0x0c") ==
        "virtual:EC850LCD, feature report 0x0c: the device is disconnected (No such device, errno "
        "19), "
        "virtual:EC850LCD, feature report 0x0c: the device is disconnected (No such device, errno "
        "19)");
  CHECK(beeper("EC850LCD,refuse=0x0b") == "taken, now 1");
}

TEST_CASE("A bad option is reported with what was expected") {
  constexpr Code code = Code::invalid_argument;
  CHECK(refused("EC850LCD,color=red", code) ==
        "option \"color=red\" of a virtual UPS: expected mains=, charge=, load=, outage=, "
        "stall=, short=, long=, timeout=, gone=, refuse=, ignore=, clamp= or vanish=");
  CHECK(refused("EC850LCD,", code) ==
        "option \"\" of a virtual UPS: expected mains=, charge=, load=, outage=, stall=, "
        "short=, long=, timeout=, gone=, refuse=, ignore=, clamp= or vanish=");
  CHECK(refused("EC850LCD,charge=101", code) ==
        "option \"charge=101\" of a virtual UPS: expected a number from 0 to 100 after "
        "'='");
  for (const char* outage : {"outage=", "outage=-1", "outage=1:", "outage=1:x"}) {
    CHECK(refused(std::string("EC850LCD,") + outage, code) ==
          std::string("option \"") + outage +
              "\" of a virtual UPS: expected SECONDS[:SECONDS] after '='");
  }
  CHECK(refused("EC850LCD,mains=maybe", code) ==
        "option \"mains=maybe\" of a virtual UPS: expected mains=on, mains=off or volts "
        "from "
        "0 to 1000 after '='");
  CHECK(refused("EC850LCD,stall=0x100", code) ==
        "option \"stall=0x100\" of a virtual UPS: expected a report ID such as 0x0b after '='");
  CHECK(refused("EC850LCD,ignore=8:1", code) ==
        "option \"ignore=8:1\" of a virtual UPS: expected a report ID such as 0x0b after '='");
  CHECK(refused("EC850LCD,clamp=8", code) ==
        "option \"clamp=8\" of a virtual UPS: expected a report ID, ':' and a number, such as "
        "0x07:20, after '='");
  CHECK(refused("EC850LCD,short=8:0", code) ==
        "option \"short=8:0\" of a virtual UPS: expected a report ID such as 0x0b, optionally ':' "
        "and the number of missing bytes, after '='");
}

}  // namespace upshid::virtual_ups
