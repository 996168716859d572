// The bytes are a saved state, which a restarted monitor reads. What it takes, it lives with.

#include <string>

#include "base/checksum.h"
#include "fuzz/require.h"
#include "monitor/monitor.h"

using namespace upshid;
using namespace upshid::monitor;

namespace {

Settings settings() {
  Settings out;
  out.upses = {{"a", "a@localhost", 1}, {"b", "b@localhost", 1}};
  out.shutdown_command = "/sbin/shutdown";
  out.notify_command = "upssched";
  out.command_script = {"/bin/cmd"};
  PlanLine line;
  line.argument = "stop";
  out.plan = {line};
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  Instant now{std::chrono::hours(1)};
  require(!Monitor::restore(settings(), text, now) || base::without_checksum(text));
  auto monitor = Monitor::restore(settings(), base::with_checksum(text), now);
  if (!monitor) {
    require(monitor.error().where.starts_with("state"));
    return 0;
  }
  const std::string saved = monitor->save(now);
  auto again = Monitor::restore(settings(), saved, now);
  require(again && again->save(now) == saved);
  for (int i = 0; i < 20; ++i) {
    static_cast<void>(monitor->tick(now));
    const auto next = monitor->next_deadline();
    require(Monitor::restore(settings(), monitor->save(now), now).has_value());
    if (!next) break;
    require(*next > now);
    now = *next;
  }
  return 0;
}
