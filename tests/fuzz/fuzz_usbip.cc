// The bytes are what a host, or whoever connected, sends to a simulated unit. The first says in how
// large pieces they come and what they are: a request to list or import, a scenario, or commands.

#include <map>

#include "fuzz/require.h"
#include "upshid-sim/big_endian.h"
#include "upshid-sim/scenario.h"
#include "upshid-sim/simulation.h"
#include "upshid-sim/usbip_import.h"

using namespace upshid;
using namespace upshid::sim;

namespace {

class AnyPort : public Port {
 public:
  Result<bool> plug(const Identity&) override { return true; }
  void unplug() override {}
  std::string place() const override { return "port"; }
  bool stays_offered() const override { return false; }
};

// Answers are whole: each to a request, and none twice.
class Answers {
 public:
  void asked(std::uint32_t seqnum, bool in) { waiting_.emplace(seqnum, in); }

  void check(const Bytes& bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
      require(bytes.size() - at >= usbip::header_size);
      const auto head = std::span(bytes).subspan(at, usbip::header_size);
      const std::uint32_t code = read_be32(head, 0);
      require(code == 3 || code == 4);
      at += usbip::header_size;
      if (code == 4) continue;
      const auto asked = waiting_.find(read_be32(head, 4));
      require(asked != waiting_.end());
      if (asked->second) at += read_be32(head, 24);
      require(at <= bytes.size());
      waiting_.erase(asked);
    }
  }

 private:
  std::multimap<std::uint32_t, bool> waiting_;
};

void run_commands(std::span<const std::uint8_t> bytes, std::size_t piece) {
  AnyPort port;
  Instant now{};
  Simulation simulation(open_unit("CP850PFCLCDa,timeout=0x0e,short=0x08,stall=0x09", now).value(),
                        port, [](Instant, std::string_view, std::string_view) {});
  simulation.perform(verb::Plug{}, 1, now);
  simulation.perform(verb::Latency{std::chrono::milliseconds(1)}, 1, now);
  // The reader of the whole input finds the requests that the simulation received.
  usbip::CommandReader reader;
  reader.feed(bytes);
  Answers answers;
  std::map<std::uint32_t, int> seen;
  for (;;) {
    auto command = reader.next();
    if (!command || !*command) break;
    if (const auto* submit = std::get_if<usbip::Submit>(&**command)) {
      // A host that uses a number twice cannot tell the answers apart, and neither can this.
      if (++seen[submit->seqnum] > 1) return;
      answers.asked(submit->seqnum, submit->in);
    }
  }
  while (!bytes.empty() && simulation.plugged()) {
    const auto part = bytes.first(std::min(piece, bytes.size()));
    simulation.receive(part, now);
    bytes = bytes.subspan(part.size());
    now += std::chrono::microseconds(700);
    simulation.advance(now);
    answers.check(simulation.take_output());
  }
  now += std::chrono::seconds(2);
  simulation.advance(now);
  answers.check(simulation.take_output());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::span bytes(data + 1, size - 1);
  if (data[0] == 0) {
    const auto request = usbip::read_request(bytes);
    require(!request || !*request || (*request)->bytes <= bytes.size());
    require(!request || !*request || (*request)->bus_id.size() <= 32);
  } else if (data[0] == 1) {
    const std::string text(bytes.begin(), bytes.end());
    const auto lines = parse_scenario(text, "fuzz");
    require(lines.has_value() || lines.error().where.starts_with("fuzz:"));
  } else {
    run_commands(bytes, data[0]);
  }
  return 0;
}
