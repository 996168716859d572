#include "unit/command/commanded.h"

using namespace upshid;
using upshid::tests::Commanded;

TEST_CASE("shutdown.return sets the start first and the cut after a pause, both rounded up") {
  Commanded ups("CP850PFCLCDa");
  CHECK(ups.plan("shutdown.return") ==
        "16 02 00\n"
        "125 ms 15 01 00\n"
        "cuts the power of the load in 60 s; switches on when line power returns, but not before "
        "120 s\n");
  CHECK(ups.sleeps().empty());
  CHECK(ups.run("shutdown.return") == "confirmed 60");
  CHECK(ups.sleeps() == std::vector{std::chrono::milliseconds(125)});
  CHECK(ups.value("ups.timer.shutdown") == "60");
  CHECK(ups.value("ups.timer.start") == "120");
}

TEST_CASE("the power is there until the delay is over, and then it is not") {
  Commanded ups("CP850PFCLCDa");
  CHECK(ups.run("shutdown.return") == "confirmed 60");
  ups.wait(std::chrono::seconds(59));
  CHECK(ups.value("output.voltage") == "121.0");
  ups.wait(std::chrono::seconds(2));
  CHECK(ups.value("output.voltage") == "0.0");
}

TEST_CASE("shutdown.stop calls it off") {
  Commanded ups("CP850PFCLCDa");
  CHECK(ups.plan("shutdown.stop") == "15 ff ff\ncancels a shutdown that is counting down\n");
  CHECK(ups.run("shutdown.return") == "confirmed 60");
  CHECK(ups.run("shutdown.stop") == "confirmed -1");
  ups.wait(std::chrono::seconds(300));
  CHECK(ups.value("output.voltage") == "121.0");
}

TEST_CASE("shutdown.stayoff says that it stays off") {
  Commanded ups("CP850PFCLCDa");
  CHECK(ups.plan("shutdown.stayoff") ==
        "16 ff ff\n"
        "125 ms 15 01 00\n"
        "cuts the power of the load in 60 s; stays off until it is switched on by hand or by "
        "load.on\n");
}

TEST_CASE("load.off is now, and a second is not") {
  Commanded ups("CP850PFCLCDa");
  CHECK(ups.plan("load.off") == "15 00 00\ncuts the power of the load at once\n");
  CHECK(ups.plan("load.off.delay") == "15 01 00\ncuts the power of the load in 60 s\n");
  CHECK(ups.plan("load.off.delay", "1") ==
        "15 01 00\ncuts the power of the load in 60 s\n"
        "note: 1 s requested; rounded up to 60 s\n");
  CHECK(ups.plan("load.off.delay", "0") == "15 00 00\ncuts the power of the load at once\n");
  CHECK(ups.run("load.off") == "unverifiable -60");
  CHECK(ups.value("output.voltage") == "0.0");
  CHECK(ups.run("load.on") == "unverifiable -60");
  CHECK(ups.value("output.voltage") == "121.0");
}

TEST_CASE("a delay that is none, or too long, is refused before anything is written") {
  Commanded ups("CP850PFCLCDa");
  CHECK(ups.plan("load.off.delay", "soon") == "load.off.delay: found \"soon\", expected seconds");
  CHECK(ups.plan("load.off.delay", "-1") == "load.off.delay: found -1, expected 0 s or more");
  CHECK(ups.plan("load.on.delay", "-2") ==
        "load.on.delay: found -2, expected 0 s or more, or -1 for never");
  CHECK(ups.plan("load.off.delay", "9999999") ==
        "load.off.delay: found 9999999 s, expected 0 s to 1966020 s");
  CHECK(ups.plan("load.off", "60") == "load.off: unexpected value \"60\": this command takes none");
  CHECK(ups.plan("test.battery.start.quick", "0") ==
        "test.battery.start.quick: unexpected value \"0\": this command takes none");
  CHECK(ups.run("self.destruct") == "unsupported: self.destruct: this UPS has no such command");
  CHECK(ups.run("shutdown.reboot") == "unsupported: shutdown.reboot: this UPS has no such command");
  CHECK(ups.value("ups.timer.shutdown") == "-60");
}

TEST_CASE("defaults that were set are used, and a start before the cut is put after it") {
  Commanded ups("CP850PFCLCDa");
  CHECK(ups.set("ups.delay.shutdown", "20") == "confirmed 20");
  CHECK(ups.set("ups.delay.start", "30") == "confirmed 30");
  CHECK(ups.value("ups.delay.shutdown") == "20");
  CHECK(ups.plan("shutdown.return") ==
        "16 02 00\n"
        "125 ms 15 01 00\n"
        "cuts the power of the load in 60 s; switches on when line power returns, but not before "
        "120 s\n"
        "note: ups.delay.start: 30 s requested; rounded up to 60 s\n"
        "note: ups.delay.shutdown: 20 s requested; rounded up to 60 s\n"
        "note: a start delay of 60 s would expire before the power is cut; using 120 s\n");
  CHECK(ups.set("ups.delay.start", "0") == "confirmed 0");
  CHECK(ups.plan("shutdown.return")
            .starts_with("16 00 00\n125 ms 15 01 00\ncuts the power of the load "
                         "in 60 s; switches on when line power returns\n"));
  CHECK(ups.set("ups.delay.shutdown", "-1") ==
        "invalid_argument: ups.delay.shutdown: found -1, expected 0 s or more");
}

TEST_CASE("the beeper and tests: what is written, and what the report can tell of it") {
  Commanded ups("CP850PFCLCDa");
  CHECK(ups.plan("beeper.disable") == "0c 01\ndisables the beeper\n");
  CHECK(ups.plan("beeper.off") == ups.plan("beeper.disable"));
  CHECK(ups.plan("beeper.on") == "0c 02\nenables the beeper\n");
  CHECK(ups.run("beeper.disable") == "confirmed 1");
  CHECK(ups.value("ups.beeper.status") == "disabled");
  CHECK(ups.run("test.battery.start.quick") == "unverifiable 5");
  CHECK(ups.run("test.battery.stop") == "unverifiable 4");
  CHECK(ups.value("ups.test.result") == "Aborted");
}

TEST_CASE("a write that the device refuses names the report, and what was written before") {
  Commanded ups("CP850PFCLCDa,refuse=0x15");
  CHECK(ups.run("shutdown.return") ==
        "stalled: virtual:CP850PFCLCDa, feature report 0x15: the device refused the request; "
        "already written: load.on.delay (Broken pipe, errno 32)");
  ups.wait(std::chrono::seconds(300));
  CHECK(ups.value("output.voltage") == "121.0");
}

TEST_CASE("a refused start is the end of it: no cut follows") {
  Commanded ups("CP850PFCLCDa,refuse=0x16");
  CHECK(
      ups.run("shutdown.return").starts_with("stalled: virtual:CP850PFCLCDa, feature report 0x16"));
  CHECK(ups.value("ups.timer.shutdown") == "-60");
  CHECK(ups.sleeps().empty());
}

TEST_CASE("a device that goes with the write is disconnected") {
  Commanded ups("CP850PFCLCDa,vanish=0x15");
  CHECK(ups.run("shutdown.return") ==
        "disconnected: virtual:CP850PFCLCDa, feature report 0x15: the device is disconnected; "
        "already written: load.on.delay (No such device, errno 19)");
}

TEST_CASE("a device that ignores the command is not believed to have taken it") {
  Commanded ups("CP850PFCLCDa,ignore=0x15");
  CHECK(ups.run("shutdown.return") ==
        "unconfirmed -60; load.off.delay: wrote 60 s, but the device shows no countdown (-60)");
}

TEST_CASE("a delay that cannot be read back is unconfirmed, and no failure") {
  Commanded ups("CP850PFCLCDa,stall=0x15");
  CHECK(ups.run("shutdown.return") ==
        "unconfirmed ; the device accepted load.off.delay, but could not be read afterwards: "
        "virtual:CP850PFCLCDa, feature report 0x15: the device refused the request (Broken pipe, "
        "errno 32)");
}

TEST_CASE("without a way to wait the thread sleeps between two writes") {
  Ups ups = Ups::open("virtual:CP850PFCLCDa").value();
  const auto begin = std::chrono::steady_clock::now();
  CHECK(Commanded::told(ups.run("shutdown.return")) == "confirmed 60");
  CHECK(std::chrono::steady_clock::now() - begin >= std::chrono::milliseconds(125));
  CHECK(Commanded::told(ups.run("beeper.disable")) == "confirmed 1");
}

TEST_CASE("what was written is read again by the next dispatch") {
  Commanded ups("CP850PFCLCDa");
  Instant now{};
  REQUIRE(ups.ups().dispatch(now));
  CHECK(ups.ups().snapshot().find("ups.beeper.status")->value == "enabled");
  CHECK(ups.run("beeper.disable") == "confirmed 1");
  CHECK(ups.ups().next_deadline() <= now);
  REQUIRE(ups.ups().dispatch(now + std::chrono::milliseconds(1)));
  CHECK(ups.ups().snapshot().find("ups.beeper.status")->value == "disabled");
}
