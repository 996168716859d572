#include "transport/replay.h"

#include <doctest/doctest.h>

#include <array>

#include "transport/recorder.h"

using namespace upshid;
using namespace upshid::transport;
using namespace std::chrono_literals;
using hid::ReportType;

namespace {

constexpr const char* session_text =
    "upshid recording 1\n"
    "vendor-id 0x0764\n"
    "product-id 0x0501\n"
    "interface 0\n"
    "0.000 descriptor = 05 84\n"
    "0.001 get feature 0x0b 2 = 0b 11\n"
    "0.002 get feature 0x0b 2 = error stalled 32 \"here\" \"refused\"\n"
    "0.003 get feature 0x0b 2 = 0b 10\n"
    "0.004 set feature 0x0c 0c 01 = ok\n"
    "0.005 set feature 0x0c 0c 02 = error stalled 32 \"here\" \"refused\"\n"
    "0.006 string 4 = \"PbAcid\"\n"
    "1.500 interrupt = 0b 10\n"
    "2.500 interrupt = 0b 11\n";

Recording session() {
  return parse_recording(session_text, "ups.rec").value();
}

// What a get answers, as text.
std::string get(Transport& transport, ReportType type, std::uint8_t id, std::size_t size = 2) {
  std::vector<std::uint8_t> buffer(size);
  const auto got = transport.get_report(type, id, buffer);
  if (!got) return got.error().text();
  std::string out;
  for (std::size_t i = 0; i < *got; ++i) out += std::to_string(buffer[i]) + " ";
  return out;
}

}  // namespace

TEST_CASE("a replay gives answers of one kind in order, and the last one again and again") {
  Replay replay(session(), "ups.rec", {});
  CHECK(get(replay, ReportType::feature, 0x0b) == "11 17 ");
  CHECK(replay.string(4).value() == "PbAcid");
  CHECK(get(replay, ReportType::feature, 0x0b) == "here: refused (Broken pipe, errno 32)");
  CHECK(get(replay, ReportType::feature, 0x0b) == "11 16 ");
  CHECK(get(replay, ReportType::feature, 0x0b) == "11 16 ");
  CHECK(replay.report_descriptor().value() == std::vector<std::uint8_t>{0x05, 0x84});
  CHECK(replay.device().report_descriptor == std::vector<std::uint8_t>{0x05, 0x84});
  CHECK(replay.device().vendor_id == 0x0764);
  CHECK(replay.interrupt_fd() == -1);
}

TEST_CASE("what was never recorded is refused with its name, and counted") {
  Replay replay(session(), "ups.rec", {});
  CHECK(get(replay, ReportType::input, 0x0b) ==
        "ups.rec, input report 0x0b: the recording has no answer to this");
  CHECK(get(replay, ReportType::feature, 0x0d) ==
        "ups.rec, feature report 0x0d: the recording has no answer to this");
  CHECK(replay.string(5).error().code == Code::unsupported);
  CHECK(replay.string(5).error().text() ==
        "ups.rec, string 5: the recording has no answer to this");
  CHECK(replay.unanswered() == 4);
  static_cast<void>(replay.string(4));
  CHECK(replay.unanswered() == 4);
  CHECK(replay.requests() == std::map<std::string, unsigned>{{"input report 0x0b", 1},
                                                             {"feature report 0x0d", 1},
                                                             {"string 4", 1},
                                                             {"string 5", 2}});
}

TEST_CASE("a set is another request when it sends other bytes") {
  Replay replay(session(), "ups.rec", {});
  const std::array<std::uint8_t, 2> on{0x0c, 0x01};
  const std::array<std::uint8_t, 2> off{0x0c, 0x02};
  const std::array<std::uint8_t, 2> mute{0x0c, 0x03};
  CHECK(replay.set_report(ReportType::feature, 0x0c, off).error().code == Code::stalled);
  CHECK(replay.set_report(ReportType::feature, 0x0c, on));
  CHECK(replay.set_report(ReportType::feature, 0x0c, mute).error().text() ==
        "ups.rec, feature report 0x0c set to 0c 03: the recording has no answer to this");
}

TEST_CASE("a smaller buffer than the recorded report is reported, not overrun") {
  Replay replay(session(), "ups.rec", {});
  CHECK(get(replay, ReportType::feature, 0x0b, 1) ==
        "ups.rec, feature report 0x0b: 2 bytes recorded, 1 requested");
  CHECK(get(replay, ReportType::feature, 0x0b, 0) == "here: refused (Broken pipe, errno 32)");
}

TEST_CASE("interrupt reports come once, at their time by the clock") {
  Instant now = Instant(100s);
  Replay replay(session(), "ups.rec", [&now] { return now; });
  std::array<std::uint8_t, 8> buffer{};
  CHECK(replay.read_interrupt(buffer, 0ms).error().code == Code::timeout);
  now += 1500ms;
  CHECK(replay.read_interrupt(buffer, 0ms).value() == 2);
  CHECK(buffer[1] == 0x10);
  CHECK(replay.read_interrupt(buffer, 0ms).error().code == Code::timeout);
  now += 60s;
  CHECK(replay.read_interrupt(buffer, 0ms).value() == 2);
  CHECK(buffer[1] == 0x11);
  CHECK(replay.read_interrupt(buffer, 0ms).error().code == Code::timeout);
}

TEST_CASE("without a clock interrupt reports come at once") {
  Replay replay(session(), "ups.rec", {});
  std::array<std::uint8_t, 8> buffer{};
  CHECK(replay.read_interrupt(buffer, 0ms));
  CHECK(replay.read_interrupt(buffer, 0ms));
  CHECK(replay.read_interrupt(buffer, 0ms).error().code == Code::timeout);
}

TEST_CASE("a replay that is recorded makes the same recording") {
  Instant now = Instant(5s);
  const auto clock = [&now] { return now; };
  std::string written;
  const auto recorder = make_recorder(
      std::make_unique<Replay>(session(), "ups.rec", clock), Recording{},
      [&written](std::string_view text) { written += text; }, clock);
  const auto at = [&now](std::chrono::milliseconds offset) { now = Instant(5s) + offset; };
  const std::array<std::uint8_t, 2> on{0x0c, 0x01};
  const std::array<std::uint8_t, 2> off{0x0c, 0x02};
  std::array<std::uint8_t, 8> buffer{};

  CHECK(recorder->report_descriptor());
  for (const auto offset : {1ms, 2ms, 3ms}) {
    at(offset);
    get(*recorder, ReportType::feature, 0x0b);
  }
  at(4ms);
  CHECK(recorder->set_report(ReportType::feature, 0x0c, on));
  at(5ms);
  CHECK_FALSE(recorder->set_report(ReportType::feature, 0x0c, off));
  at(6ms);
  CHECK(recorder->string(4).value() == "PbAcid");
  CHECK_FALSE(recorder->read_interrupt(buffer, 0ms));
  at(1500ms);
  CHECK(recorder->read_interrupt(buffer, 0ms));
  at(2500ms);
  CHECK(recorder->read_interrupt(buffer, 0ms));
  std::string expected = session_text;
  expected.insert(expected.find("interface"), "release 0x0000\n");
  CHECK(written == expected);
  CHECK(recorder->interrupt_fd() == -1);
  CHECK(recorder->device().product_id == 0x0501);
}

TEST_CASE("an error of any request is recorded as an error") {
  const std::string text =
      "upshid recording 1\n"
      "vendor-id 0x0764\n"
      "product-id 0x0501\n"
      "release 0x0000\n"
      "interface 0\n"
      "0.000 descriptor = error timeout 110 \"here\" \"no answer\"\n"
      "0.000 string 4 = error stalled 32 \"here\" \"refused\"\n"
      "0.000 set output 0x05 05 01 = error stalled 32 \"here\" \"refused\"\n"
      "0.000 interrupt = error disconnected 19 \"here\" \"gone\"\n";
  std::string written;
  const auto recorder =
      make_recorder(std::make_unique<Replay>(parse_recording(text, "ups.rec").value(), "ups.rec",
                                             std::function<Instant()>()),
                    Recording{}, [&written](std::string_view line) { written += line; }, {});
  std::array<std::uint8_t, 8> buffer{};
  CHECK(recorder->report_descriptor().error().code == Code::timeout);
  CHECK(recorder->string(4).error().code == Code::stalled);
  const std::array<std::uint8_t, 2> output{0x05, 0x01};
  CHECK(recorder->set_report(ReportType::output, 0x05, output).error().code == Code::stalled);
  CHECK(recorder->read_interrupt(buffer, 0ms).error().code == Code::disconnected);
  CHECK(written == text);
}
