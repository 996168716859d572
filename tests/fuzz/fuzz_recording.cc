// The bytes are a recording. What can be read is written as it would be recorded, read again and
// replayed.

#include <algorithm>
#include <array>

#include "fuzz/require.h"
#include "transport/replay.h"

using namespace upshid;
using transport::Exchange;
using transport::Recording;

namespace {

std::string written(const Recording& recording) {
  std::string out = transport::recording_head(recording);
  for (const Exchange& exchange : recording.exchanges) out += transport::recording_line(exchange);
  return out;
}

void ask(transport::Replay& replay, const Exchange& exchange) {
  std::array<std::uint8_t, 64> buffer{};
  const auto room = std::span(buffer).first(std::min(exchange.size, buffer.size()));
  switch (exchange.what) {
    case Exchange::What::descriptor:
      static_cast<void>(replay.report_descriptor());
      break;
    case Exchange::What::get: {
      const auto got = replay.get_report(exchange.type, exchange.id, room);
      require(!got || *got <= room.size());
      break;
    }
    case Exchange::What::set:
      static_cast<void>(replay.set_report(exchange.type, exchange.id, exchange.sent));
      break;
    case Exchange::What::string:
      static_cast<void>(replay.string(exchange.id));
      break;
    case Exchange::What::interrupt:
      static_cast<void>(replay.read_interrupt(buffer, std::chrono::milliseconds(0)));
      break;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const auto recording = transport::parse_recording(text, "fuzz");
  if (!recording) {
    require(recording.error().where.starts_with("fuzz:"));
    return 0;
  }
  const std::string once = written(*recording);
  const auto again = transport::parse_recording(once, "again");
  require(again.has_value());
  require(written(*again) == once);
  require(again->exchanges.size() == recording->exchanges.size());
  transport::Replay replay(*recording, "fuzz", {});
  for (const Exchange& exchange : recording->exchanges) ask(replay, exchange);
  require(replay.unanswered() == 0);
  return 0;
}
