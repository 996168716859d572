#include <doctest/doctest.h>
#include <upshid/upshid.h>

#include <array>
#include <string>
#include <type_traits>

namespace {

using namespace upshid;

// One 8-bit feature field, RemainingCapacity (0x85:0x66), in a UPS application collection
// (0x84:0x04).
constexpr std::array<std::uint8_t, 23> one_field = {0x05, 0x84, 0x09, 0x04, 0xa1, 0x01, 0x85, 0x08,
                                                    0x05, 0x85, 0x09, 0x66, 0x15, 0x00, 0x25, 0x64,
                                                    0x75, 0x08, 0x95, 0x01, 0xb1, 0x02, 0xc0};
constexpr std::string_view virtual_ups = "virtual:CP850PFCLCDa";

TEST_CASE("the headers and the library are of the same version") {
  CHECK(version() == UPSHID_VERSION_STRING);
  const std::string numbers = std::to_string(UPSHID_VERSION_MAJOR) + "." +
                              std::to_string(UPSHID_VERSION_MINOR) + "." +
                              std::to_string(UPSHID_VERSION_PATCH);
  CHECK(version() == numbers);
}

TEST_CASE("the kernel's device tree can be listed without rights") {
  const auto devices = list_devices();
  REQUIRE(devices.has_value());
  for (const auto& device : *devices) CHECK_FALSE(device.line().empty());
}

TEST_CASE("a descriptor is parsed and a value taken through public headers alone") {
  const auto descriptor = hid::parse(one_field);
  REQUIRE(descriptor.has_value());
  CHECK(descriptor->has_application(hid::Usage{0x84, 0x04}));
  REQUIRE(descriptor->fields.size() == 1);
  const auto& field = descriptor->fields.front();
  CHECK(field.usage == hid::Usage{0x85, 0x66});
  const std::array<std::uint8_t, 1> payload = {99};
  const auto logical = hid::extract(field, payload);
  REQUIRE(logical.has_value());
  CHECK(*logical == 99);
}

TEST_CASE("a UPS that does not exist is commanded and set") {
  OpenOptions options;
  int pauses = 0;
  options.sleep = [&pauses](std::chrono::milliseconds) { ++pauses; };
  auto ups = Ups::open(virtual_ups, options);
  REQUIRE(ups.has_value());
  const auto outcome = ups->run("shutdown.return");
  REQUIRE(outcome.has_value());
  CHECK(outcome->confirmation == Confirmation::confirmed);
  CHECK(outcome->plan.writes.size() == 2);
  CHECK(pauses == 1);
  const auto kept = ups->set("battery.charge.low", "25");
  REQUIRE(kept.has_value());
  CHECK(kept->kept == "25");
  CHECK(name_of(kept->confirmation) == "confirmed");
  // Of a known maker: nothing has to be forced.
  CHECK_FALSE(outcome->plan.is_untested);
  CHECK(ups->run("beeper.disable", std::nullopt, {.force = true}).has_value());
  CHECK(name_of(Code::untested) == "untested");
  CHECK_FALSE(ups->commands().empty());
  CHECK_FALSE(ups->settings().empty());
}

TEST_CASE("a UPS that does not exist is opened and read") {
  auto ups = Ups::open(virtual_ups);
  REQUIRE_MESSAGE(ups.has_value(), ups.error().text());
  const auto snapshot = ups->read();
  REQUIRE_MESSAGE(snapshot.has_value(), snapshot.error().text());
  CHECK_FALSE(snapshot->stale());
  CHECK(snapshot->failures().empty());
  const Variable* status = snapshot->find("ups.status");
  REQUIRE(status != nullptr);
  CHECK(status->value == "OL");
  CHECK(snapshot->find("UPS.Status") == status);
  CHECK(snapshot->find("no.such.variable") == nullptr);
  CHECK(snapshot->status() == Status{StatusWord::ol});
  CHECK(snapshot->on_line_power());
  CHECK_FALSE(snapshot->on_battery());
  CHECK_FALSE(snapshot->low_battery());
  CHECK(snapshot->number("battery.charge") == 100);
  CHECK_FALSE(snapshot->number("ups.status").has_value());
  CHECK_FALSE(snapshot->number("no.such.variable").has_value());
}

TEST_CASE("where a value came from is known if it is asked for") {
  OpenOptions options;
  for (const bool explain : {false, true}) {
    options.explain = explain;
    const auto snapshot = Ups::open(virtual_ups, options).value().read().value();
    CHECK(snapshot.find("battery.charge")->origin.has_value() == explain);
    CHECK(snapshot.condition_origins().empty() != explain);
  }
}

TEST_CASE("a snapshot outlives the UPS it came from") {
  std::string charge;
  Snapshot kept;
  {
    auto ups = Ups::open(virtual_ups);
    REQUIRE(ups.has_value());
    auto snapshot = ups->read();
    REQUIRE(snapshot.has_value());
    charge = snapshot->find("battery.charge")->value;
    kept = *std::move(snapshot);
  }
  CHECK(kept.find("battery.charge")->value == charge);
}

TEST_CASE("a name that fits nothing is an error value, which value() throws") {
  auto ups = Ups::open("virtual:no such profile");
  REQUIRE_FALSE(ups.has_value());
  CHECK(ups.error().code == Code::not_found);
  CHECK_THROWS_AS(static_cast<void>(ups.value()), BadResult);
}

TEST_CASE("a UPS moves and does not copy") {
  CHECK(std::is_nothrow_move_constructible_v<Ups>);
  CHECK_FALSE(std::is_copy_constructible_v<Ups>);
}

}  // namespace
