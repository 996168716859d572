// The first byte says who speaks. 0: a peer of the driver's socket; a byte 1 ends what it sends at
// once, so that the rest comes later. Else: upsd, which answers how its clients are called, in
// pieces of that size.

#include <string>
#include <string_view>
#include <vector>

#include "conf/lexer.h"
#include "fuzz/require.h"
#include "socket/driver_peer.h"
#include "socket/secondaries.h"

using namespace upshid::socket;

namespace {

const DriverState& state() {
  static const DriverState out = [] {
    DriverState made;
    made.variables = {{"battery.charge.low", "10", true, 10, {}, std::pair{5, 60}},
                      {"input.sensitivity", "low", true, 10, {"low", "\"#\\"}, {}},
                      {"ups.status", "OL", false, 0, {}, {}}};
    made.commands = {"load.off"};
    made.is_stale = false;
    return made;
  }();
  return out;
}

// Every line that we send, NUT's lexer reads as the words that we meant.
void check_output(std::string_view output) {
  require(output.empty() || output.back() == '\n');
  while (!output.empty()) {
    const std::string_view line = output.substr(0, output.find('\n'));
    const auto lexed = upshid::conf::lex(line);
    require(lexed.diagnostics.empty() && lexed.lines.size() == 1);
    output.remove_prefix(line.size() + 1);
  }
}

void speak_as_peer(std::string_view bytes) {
  DriverPeer peer;
  std::vector<DriverRequest> requests;
  for (std::string_view rest = bytes; !rest.empty();) {
    const std::string_view part = rest.substr(0, rest.find('\1'));
    peer.take(part, state(), requests);
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    for (const DriverRequest& request : requests) {
      require(!request.name.empty() || request.value);
      require(request.name.size() <= upshid::conf::max_word_length);
      peer.answer(request, RequestOutcome::failed);
    }
    requests.clear();
    if (!peer.is_dropped()) check_output(peer.output());
    require(peer.output().size() <= DriverPeer::max_output + DriverPeer::max_line * 200);
  }
}

void speak_as_upsd(std::string_view bytes, std::size_t piece) {
  ClientLists lists(2);
  for (std::string_view rest = bytes; !rest.empty();) {
    const std::string_view part = rest.substr(0, piece);
    if (!lists.take(part)) return;
    rest.remove_prefix(part.size());
  }
  require(lists.addresses().size() <= 1000);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(data + 1, data + size);
  if (data[0] == 0)
    speak_as_peer(text);
  else
    speak_as_upsd(text, data[0]);
  return 0;
}
