#include "unit/sim/bench.h"

namespace upshid::tests {

namespace {

std::vector<std::string> interrupts(Bench& bench) {
  std::vector<std::string> out;
  for (const Returned& one : bench.answers()) {
    CHECK(one.status == 0);
    out.push_back(base::hex_bytes(one.data));
  }
  return out;
}

}  // namespace

TEST_CASE("Mains off is an interrupt report at once") {
  Bench bench("CP850PFCLCDa");
  bench.wait(seconds(10));
  bench.listen();
  CHECK(interrupts(bench).empty());
  CHECK(bench.tell("mains off") == "ok");
  CHECK(interrupts(bench) == std::vector<std::string>{"0b 14"});
  CHECK(bench.log_times.back() == bench.now);
}

TEST_CASE("Two reports are an interval apart, and a long one takes a packet an interval") {
  Bench bench("CP850PFCLCDa");
  for (int i = 0; i < 3; ++i) bench.listen();
  bench.tell("send 0b12");
  bench.tell("send 0102030405060708090a0b0c0d0e0f1011");  // 17 bytes, three packets
  bench.tell("send 0b11");
  CHECK(interrupts(bench) == std::vector<std::string>{"0b 12"});
  bench.wait(milliseconds(29));
  CHECK(interrupts(bench).empty());
  bench.wait(milliseconds(1));
  CHECK(interrupts(bench) ==
        std::vector<std::string>{"01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10 11"});
  bench.wait(milliseconds(10));
  CHECK(interrupts(bench) == std::vector<std::string>{"0b 11"});
}

TEST_CASE("What does not fit the host's buffer comes with its next transfer") {
  Bench bench("CP850PFCLCDa");
  bench.listen(8);
  bench.listen(8);
  bench.tell("send 0102030405060708090a");
  bench.run_for(milliseconds(100));
  CHECK(interrupts(bench) == std::vector<std::string>{"01 02 03 04 05 06 07 08", "09 0a"});
}

TEST_CASE("Without changes the unit sends its cycle, one report a period") {
  Bench bench("CP850PFCLCDa");
  CHECK(bench.tell("cycle 1s") == "ok");
  for (int i = 0; i < 6; ++i) bench.listen();
  bench.run_for(milliseconds(5500));
  std::vector<std::string> ids;
  for (const std::string& report : interrupts(bench)) ids.push_back(report.substr(0, 2));
  CHECK(ids == std::vector<std::string>{"08", "0b", "19", "1d", "08"});
  CHECK(bench.tell("cycle 0") == "ok");
  bench.run_for(seconds(60));
  CHECK(bench.answers().empty());
}

TEST_CASE("A unit's cycle is what its profile sends, else all of its input reports") {
  const auto cycle_of = [](const char* profile) {
    return sim::open_unit(profile, Instant{}).value().unit->cycle();
  };
  using Ids = std::vector<std::uint8_t>;
  CHECK(cycle_of("PR1500LCDRT2U") == Ids{0x08, 0x0b, 0x19, 0x1d});
  CHECK(cycle_of("EC850LCD") == Ids{0x08, 0x0b});
  CHECK(cycle_of("UT1500E").size() == 13);
  CHECK(cycle_of("Back-UPS-RS-1000G").size() == 6);
}

TEST_CASE("A silent unit sends nothing, and later nothing that is old") {
  Bench bench("CP850PFCLCDa");
  bench.listen();
  CHECK(bench.tell("silent") == "ok");
  bench.tell("mains off");
  bench.run_for(milliseconds(50));
  CHECK(bench.answers().empty());
  CHECK(bench.tell("send 0b12") == "9 interrupt reports are off; to resume them, use talk");
  CHECK(bench.tell("talk") == "ok");
  CHECK(bench.answers().empty());
  bench.tell("mains on");
  CHECK(interrupts(bench).size() == 1);
}

TEST_CASE("While nobody listens a newer report takes an older one's place") {
  Bench bench("CP850PFCLCDa");
  bench.wait(seconds(1));
  bench.tell("mains off");
  bench.tell("mains on");
  bench.tell("mains off");
  for (int i = 0; i < 4; ++i) bench.listen();
  CHECK(interrupts(bench) == std::vector<std::string>{"0b 14"});
}

TEST_CASE("Replugged, the unit has forgotten what it had to say") {
  Bench bench("CP850PFCLCDa");
  bench.tell("mains off");
  bench.tell("drop 1s");
  bench.tell("mains on");
  bench.run_for(seconds(1));
  CHECK(bench.late() == "plugged CP850PFCLCDa, bench port\n");
  bench.listen();
  CHECK(bench.answers().empty());
}

}  // namespace upshid::tests
