#include <algorithm>

#include "unit/sim/bench.h"

namespace upshid::tests {

TEST_CASE("Unplug and plug are answered when they have happened") {
  Bench bench("EC850LCD");
  CHECK(bench.tell("unplug") == "ok");
  CHECK(bench.port.unplugs == 1);
  CHECK(bench.tell("unplug") == "9 it is not plugged in");
  CHECK(bench.tell("drop 1s") == "9 it is not plugged in");
  CHECK(bench.tell("send 0b11") == "9 it is not plugged in");
  bench.port.busy_for = 2;
  CHECK(bench.tell("plug").empty());
  CHECK(bench.tell("plug") == "9 it is about to be plugged in, after a drop or by another command");
  bench.run_for(milliseconds(10));
  CHECK(bench.late().empty());
  bench.run_for(milliseconds(10));
  CHECK(bench.late() == "plugged EC850LCD, bench port\n");
  CHECK(bench.tell("plug") == "9 it is already plugged in");
}

TEST_CASE("A port that stays busy is given up after a second") {
  Bench bench("EC850LCD");
  bench.tell("unplug");
  bench.port.busy_for = 1000;
  CHECK(bench.tell("plug").empty());
  bench.run_for(milliseconds(999));
  CHECK(bench.late().empty());
  bench.run_for(milliseconds(1));
  CHECK(bench.late() == "9 bench port: the port is still busy after 1 s");
  bench.port.busy_for = 0;
  CHECK(bench.tell("plug") == "plugged EC850LCD, bench port\n");
}

TEST_CASE("What the port says against it is the answer") {
  Bench bench("EC850LCD");
  bench.tell("unplug");
  bench.port.refusal = Error{Code::permission, "port", "only root", 0};
  CHECK(bench.tell("plug") == "4 port: only root");
  CHECK_FALSE(bench.simulation.plugged());
}

TEST_CASE("A drop comes back by itself after its time, with a new life") {
  Bench bench("EC850LCD");
  bench.control({0x00, 9, 1, 0, 0});
  bench.get_report(3, 0x0b, 2);
  CHECK(bench.tell("drop 200ms").empty());
  CHECK(bench.simulation.take_output().empty());  // nothing of the old life
  CHECK(bench.tell("status").find("plugged: no\nplugged.in: 200ms\n") != std::string::npos);
  bench.run_for(milliseconds(199));
  CHECK_FALSE(bench.simulation.plugged());
  bench.run_for(milliseconds(1));
  CHECK(bench.late() == "plugged EC850LCD, bench port\n");
  bench.control({0x80, 8, 0, 0, 1});
  CHECK(bench.answer() == "00");  // not configured
}

TEST_CASE(
    "An empty battery without line power takes the unit off the bus until line power returns") {
  Bench bench("EC850LCD,charge=1,load=200,mains=off");
  bench.run_for(std::chrono::minutes(5));
  CHECK_FALSE(bench.simulation.plugged());
  CHECK(bench.log.back() ==
        "-- unplugged: the unit is off: line power is absent and the battery is empty");
  CHECK(bench.tell("plug") ==
        "9 the unit is off: line power is absent and the battery is empty; it returns with line "
        "power");
  CHECK(bench.tell("mains on") == "ok");
  CHECK(bench.simulation.plugged());
  CHECK(bench.log.back() == "-- plugged, bench port");
}

TEST_CASE("The fault gone drops the unit off the bus, and it stays away") {
  Bench bench("EC850LCD,gone=0x0b");
  bench.get_report(3, 0x0b, 2);
  CHECK_FALSE(bench.simulation.plugged());
  CHECK(bench.log.back() == "-- unplugged: fault: gone");
  bench.run_for(seconds(10));
  CHECK_FALSE(bench.simulation.plugged());
  bench.tell("clear");
  CHECK(bench.tell("plug") == "plugged EC850LCD, bench port\n");
  CHECK(bench.feature(0x0b, 2) == "0b 11");
}

TEST_CASE("What is no USB/IP cuts the cable") {
  Bench bench("EC850LCD");
  bench.simulation.receive(Bytes(48, 0xff), bench.now);
  CHECK_FALSE(bench.simulation.plugged());
  CHECK(bench.log.back() ==
        "-- unplugged: USB/IP: command 4294967295, expected 1 (submit) or 2 (unlink)");
}

TEST_CASE("A host that lets go may come again where the port offers it again") {
  Bench bench("EC850LCD");
  bench.port.offered = true;
  bench.get_report(3, 0x0b, 2);
  bench.simulation.host_left(bench.now);
  CHECK(bench.simulation.plugged());
  bench.simulation.host_came(bench.now);
  CHECK(bench.feature(0x0b, 2) == "0b 11");
  bench.port.offered = false;
  bench.simulation.host_left(bench.now);
  CHECK_FALSE(bench.simulation.plugged());
}

TEST_CASE("Overload, voltage and charge are what they were said to be") {
  Bench bench("CP850PFCLCDa");
  CHECK(bench.tell("load 130") == "ok");
  CHECK(bench.feature(0x17, 2) == "17 02");
  CHECK(bench.tell("mains 95.5") == "ok");
  CHECK(bench.feature(0x0f, 3) == "0f 60 00");
  CHECK(bench.tell("charge 12") == "ok");
  CHECK(bench.feature(0x08, 6).substr(0, 5) == "08 0c");
}

TEST_CASE("An answer that was set stays until the unit answers by itself again") {
  Bench bench("CP850PFCLCDa");
  CHECK(bench.tell("set feature 0x0b 0b12") == "ok");
  CHECK(bench.feature(0x0b, 2) == "0b 12");
  CHECK(bench.tell("set feature 0x0b live") == "ok");
  CHECK(bench.feature(0x0b, 2) == "0b 11");
}

TEST_CASE("A delayed shutdown cuts the output when its time has come") {
  Bench bench("CP850PFCLCDa");
  CHECK(bench.set_feature({0x15, 0x01, 0x00}) == "3 bytes");
  CHECK(bench.tell("status").find("output: on\n") != std::string::npos);
  bench.run_for(seconds(61));
  CHECK(bench.tell("status").find("output: off\n") != std::string::npos);
}

TEST_CASE("The state is printed as names and values") {
  Bench bench("EC850LCD,stall=0x0b");
  bench.tell("mains off");
  bench.tell("short input:0x08 2 3");
  bench.feature(0x0c, 2);
  CHECK(bench.tell("status") ==
        "name: EC850LCD\nusb: 0764:0501\nplugged: bench port\nmains: off\nmains.voltage: 0\n"
        "output: on\ncharge: 100\nruntime: 2275\nload: 19\ntest: 6\nbeeper: 2\n"
        "shutdown.delay: -1\nstartup.delay: -1\nlatency: 0s\ninterrupts: talk\ncycle: 0s\n"
        "transfers.control: 1\ntransfers.interrupt: 0\nfault: stall 0x0b\n"
        "fault: short input:0x08 2 3\n");
}

TEST_CASE("Quit unplugs and ends") {
  Bench bench("EC850LCD");
  CHECK(bench.tell("drop 1s").empty());
  CHECK(bench.tell("quit") == "ok");
  CHECK(bench.late() == "9 the simulation was stopped");
  CHECK(bench.simulation.quit());
  CHECK(bench.port.unplugs == 1);
  bench.run_for(seconds(2));
  CHECK_FALSE(bench.simulation.plugged());
}

}  // namespace upshid::tests
