// Every state that captured devices can be in: ups.status and ups.alarm are NUT's, or the
// difference stands in state_differences.txt with its reason.

#include <doctest/doctest.h>

#include <algorithm>

#include "open.h"
#include "replay/capture.h"
#include "replay/differences.h"
#include "skip.h"

using namespace upshid;

namespace {

replay::Variables shown(const std::string& status, const std::string& alarm) {
  replay::Variables out;
  if (!status.empty()) out["ups.status"] = status;
  if (!alarm.empty()) out["ups.alarm"] = alarm;
  return out;
}

std::string value_of(const Snapshot& snapshot, std::string_view name) {
  const Variable* found = snapshot.find(name);
  return found == nullptr ? std::string() : found->value;
}

}  // namespace

TEST_CASE("every state of a captured device has NUT's status, but for the listed differences") {
  auto states = replay::load_states();
  if (states.empty()) return upshid::test::skip("no folder of states beside this checkout");
  replay::Differences differences(UPSHID_TEST_DATA "/state_differences.txt");
  for (replay::DeviceState& state : states) {
    auto ups = UpsOpener::open(replay::make_transport(state.capture), Found{}, nullptr);
    CAPTURE(state.device);
    REQUIRE(ups);
    const auto snapshot = ups->read();
    REQUIRE(snapshot);
    std::string name = state.name;
    std::ranges::replace(name, ' ', '_');
    differences.compare(state.device, name, shown(state.nut_status, state.nut_alarm),
                        shown(value_of(*snapshot, "ups.status"), value_of(*snapshot, "ups.alarm")));
  }
  differences.check_all_used();
}
