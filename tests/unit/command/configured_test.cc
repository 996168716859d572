#include "unit/command/commanded.h"
#include "unit/reader/turned_ups.h"

using namespace upshid;
using upshid::tests::Commanded;

namespace {

// CP850PFCLCDa, a section of ups.conf with these delays.
std::string planned(const char* command, std::optional<std::chrono::seconds> offdelay,
                    std::optional<std::chrono::seconds> ondelay, const char* product = nullptr) {
  tests::World world("CP850PFCLCDa");
  auto transport = std::make_unique<tests::TurnedTransport>(world);
  if (product != nullptr) transport->rename(product);
  Found found;
  found.name = "cellar";
  found.settings.offdelay = offdelay;
  found.settings.ondelay = ondelay;
  Ups ups = UpsOpener::open(std::move(transport), std::move(found), nullptr).value();
  return Commanded::told(ups.plan_run(command));
}

using std::chrono::seconds;

}  // namespace

TEST_CASE("offdelay and ondelay of ups.conf are the defaults, and rounding is reported") {
  CHECK(planned("shutdown.return", seconds(90), seconds(0)) ==
        "16 00 00\n"
        "125 ms 15 02 00\n"
        "cuts the power of the load in 120 s; switches on when line power returns\n"
        "note: ups.delay.shutdown: 90 s requested; rounded up to 120 s\n");
  CHECK(planned("load.off.delay", seconds(1), {}) ==
        "15 01 00\n"
        "cuts the power of the load in 60 s\n"
        "note: ups.delay.shutdown: 1 s requested; rounded up to 60 s\n");
  CHECK(planned("shutdown.return", seconds(60), seconds(-1)) ==
        "16 ff ff\n"
        "125 ms 15 01 00\n"
        "cuts the power of the load in 60 s; stays off until it is switched on by hand or by "
        "load.on\n");
}

TEST_CASE("an offdelay below 0 is refused: it would be no shutdown") {
  CHECK(planned("shutdown.return", seconds(-1), {}) ==
        "shutdown.return, ups.delay.shutdown: found -1, expected 0 s or more");
  CHECK(planned("shutdown.return", {}, seconds(-2)) ==
        "shutdown.return, ups.delay.start: found -2, expected 0 s or more, or -1 for never");
}

TEST_CASE(
    "a model that starts without line power is told to wait for it, unless ups.conf says more") {
  CHECK(planned("shutdown.return", {}, {}, "OR500LCDRM1U") ==
        "16 00 00\n"
        "125 ms 15 01 00\n"
        "cuts the power of the load in 60 s; switches on when line power returns\n");
  CHECK(planned("shutdown.return", {}, seconds(180), "Value600ELCD") ==
        "16 03 00\n"
        "125 ms 15 01 00\n"
        "cuts the power of the load in 60 s; switches on in 180 s, with or without line power\n");
}
