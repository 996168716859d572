#include "upshid-sim/command.h"

#include <doctest/doctest.h>

#include "base/duration.h"
#include "base/text.h"
#include "upshid-sim/hex.h"
#include "upshid-sim/transfer_log.h"

namespace upshid::sim {

namespace {

Command parsed(std::string_view line) {
  auto command = parse_command(base::words(line));
  REQUIRE_MESSAGE(command.has_value(), line);
  return *command;
}

std::string refused(std::string_view line) {
  const auto command = parse_command(base::words(line));
  REQUIRE_FALSE(command);
  CHECK(command.error().code == Code::invalid_argument);
  return command.error().text();
}

Command fault(Target::Request request, std::uint8_t id, Fault fault) {
  return verb::AddFault{{request, id}, fault};
}

}  // namespace

TEST_CASE("Each verb is understood with its arguments") {
  using std::chrono::milliseconds;
  using std::chrono::seconds;
  CHECK(parsed("mains on") == Command(verb::Mains{true, {}}));
  CHECK(parsed("mains off") == Command(verb::Mains{false, {}}));
  CHECK(parsed("mains 95.5") == Command(verb::Mains{true, 95.5}));
  CHECK(parsed("charge 12") == Command(verb::Charge{12}));
  CHECK(parsed("load 180") == Command(verb::Load{180}));
  CHECK(parsed("plug") == Command(verb::Plug{}));
  CHECK(parsed("unplug") == Command(verb::Unplug{}));
  CHECK(parsed("drop 200ms") == Command(verb::Drop{milliseconds(200)}));
  CHECK(parsed("stall 0x0b 3") ==
        fault(Target::Request::feature, 0x0b, {Fault::Kind::stall, 1, 3}));
  CHECK(parsed("short 0x08 2") ==
        fault(Target::Request::feature, 0x08, {Fault::Kind::short_report, 2, {}}));
  CHECK(parsed("short input:8 2 5") ==
        fault(Target::Request::input, 0x08, {Fault::Kind::short_report, 2, 5}));
  CHECK(parsed("long 0x08") ==
        fault(Target::Request::feature, 0x08, {Fault::Kind::long_report, 1, {}}));
  CHECK(parsed("timeout set:0x15 1") ==
        fault(Target::Request::set, 0x15, {Fault::Kind::timeout, 1, 1}));
  CHECK(parsed("wrong-id feature:0x0b") ==
        fault(Target::Request::feature, 0x0b, {Fault::Kind::wrong_id, 1, {}}));
  CHECK(parsed("gone string:4") == fault(Target::Request::string, 4, {Fault::Kind::gone, 1, {}}));
  CHECK(parsed("latency 4ms") == Command(verb::Latency{milliseconds(4)}));
  CHECK(parsed("cycle 0") == Command(verb::Cycle{}));
  CHECK(parsed("cycle 2s") == Command(verb::Cycle{seconds(2)}));
  CHECK(parsed("hang") == Command(verb::Hang{false}));
  CHECK(parsed("hang until-reset") == Command(verb::Hang{true}));
  CHECK(parsed("silent") == Command(verb::Silent{true}));
  CHECK(parsed("talk") == Command(verb::Silent{false}));
  CHECK(parsed("corrupt-descriptor") == Command(verb::CorruptDescriptor{1}));
  CHECK(parsed("corrupt-descriptor 2") == Command(verb::CorruptDescriptor{2}));
  CHECK(parsed("clear") == Command(verb::Clear{}));
  CHECK(parsed("set feature 0x0b 0b 12") ==
        Command(verb::Set{hid::ReportType::feature, 0x0b, {{0x0b, 0x12}}}));
  CHECK(parsed("set input 0x0b live") == Command(verb::Set{hid::ReportType::input, 0x0b, {}}));
  CHECK(parsed("send 0b12") == Command(verb::Send{{0x0b, 0x12}}));
  CHECK(parsed("status") == Command(verb::Status{}));
  CHECK(parsed("quit") == Command(verb::Quit{}));
}

TEST_CASE("What a verb does not take is said with what it takes") {
  CHECK(refused("") == "expected a verb such as `mains off`");
  CHECK(refused("mians off") ==
        "unknown verb \"mians\"; expected one of mains, charge, load, unplug, plug, drop, "
        "stall, short, long, timeout, wrong-id, gone, latency, cycle, silent, talk, "
        "corrupt-descriptor, hang, clear, set, send, status, quit");
  CHECK(refused("mains") == "mains: expected on, off or volts from 0 to 1000");
  CHECK(refused("mains of") == "mains: found \"of\", expected on, off or volts from 0 to 1000");
  CHECK(refused("mains off now") == "mains: found \"now\", expected nothing more");
  CHECK(refused("charge 101") == "charge: found \"101\", expected percent from 0 to 100");
  CHECK(refused("load nan") == "load: found \"nan\", expected percent from 0 to 200");
  CHECK(refused("mains nan") == "mains: found \"nan\", expected on, off or volts from 0 to 1000");
  CHECK(refused("load -1") == "load: found \"-1\", expected percent from 0 to 200");
  CHECK(refused("drop 200") == "drop: found \"200\", expected a time such as 200ms");
  CHECK(refused("stall 0x100") ==
        "stall: found \"0x100\", expected a report such as 0x0b, input:0x0b, set:0x0b or string:5");
  CHECK(refused("stall 0x0b 0") ==
        "stall: found \"0\", expected a number of times from 1 to 1000000");
  CHECK(refused("short 0x0b 4097") ==
        "short: found \"4097\", expected a number of bytes from 1 to 4096");
  CHECK(refused("latency soon") == "latency: found \"soon\", expected a duration such as 4ms");
  CHECK(refused("cycle 10us") == "cycle: found \"10us\", expected at least 1ms, or 0 for none");
  CHECK(refused("corrupt-descriptor 0") ==
        "corrupt-descriptor: found \"0\", expected a number of reads from 1 to 1000");
  CHECK(refused("set output 1 01") == "set: found \"output\", expected feature or input");
  CHECK(refused("set feature x 01") == "set: found \"x\", expected a report ID such as 0x0b");
  CHECK(refused("set feature 1") == "set: expected bytes in hexadecimal, such as 0b12");
  CHECK(refused("send 0b1") == "send: found \"0b1\", expected bytes in hexadecimal, such as 0b12");
  CHECK(refused("quit now") == "quit: found \"now\", expected nothing more");
}

TEST_CASE("Every verb has a line of help") {
  CHECK(verb_help("drop") ==
        "  drop DURATION                      unplug the cable for this time, such as 200ms\n");
  CHECK(verb_help("mians").empty());
  const std::string all = verb_help();
  CHECK(std::count(all.begin(), all.end(), '\n') == 23);
}

TEST_CASE("Durations have a unit, and are written back as they are read") {
  using std::chrono::microseconds;
  const auto us = [](std::string_view text) {
    const auto duration = base::parse_duration(text);
    return duration ? std::chrono::duration_cast<microseconds>(*duration).count() : -1;
  };
  CHECK(us("0") == 0);
  CHECK(us("200ms") == 200000);
  CHECK(us("1.5s") == 1500000);
  CHECK(us("0.0005s") == 500);
  CHECK(us("250us") == 250);
  CHECK(us("2min") == 120000000);
  CHECK(us("1h") == 3600000000);
  for (const std::string_view bad :
       {"", "5", "s", "-1s", "1 s", "1e3s", "9999999h", "5m", "nans"}) {
    CHECK(us(bad) == -1);
  }
  CHECK(base::duration_word(microseconds(1500000)) == "1500ms");
  CHECK(base::duration_word(microseconds(2000000)) == "2s");
  CHECK(base::duration_word(microseconds(250)) == "250us");
}

TEST_CASE("Bytes are pairs of hexadecimal digits") {
  using Bytes = std::vector<std::uint8_t>;
  CHECK(parse_hex_bytes("0b12") == Bytes{0x0b, 0x12});
  CHECK(parse_hex_bytes(" 0B 12\nff ") == Bytes{0x0b, 0x12, 0xff});
  CHECK(parse_hex_bytes("") == Bytes{});
  for (const std::string_view bad : {"0b1", "0x0b", "zz", "0 b", "+1", "-1"}) {
    CHECK_FALSE(parse_hex_bytes(bad));
  }
}

TEST_CASE("A line of the log has seconds with microseconds, direction and text") {
  CHECK(log_line(Instant(std::chrono::microseconds(12345678901)), "in",
                 "GET_REPORT feature 0x0b 2 -> 0b 11") ==
        "12345.678901 in  GET_REPORT feature 0x0b 2 -> 0b 11\n");
  CHECK(log_line(Instant(std::chrono::microseconds(1000042)), "out", "x") == "1.000042 out x\n");
}

}  // namespace upshid::sim
