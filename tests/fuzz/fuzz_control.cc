// The bytes are requests at the control socket, a line each. The first byte of a line says how much
// time passes before it.

#include <upshid/action.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "fuzz/require.h"
#include "upshid-monitor/requests.h"

using namespace upshid;

namespace {

watch::Configuration configuration() {
  watch::Configuration out;
  monitor::Settings& settings = out.settings;
  settings.upses = {{"test", "test@localhost", 1}};
  settings.shutdown_command = "/sbin/shutdown";
  settings.notify_command = "/bin/notify";
  settings.command_script = {"/bin/cmd"};
  PlanLine line;
  line.argument = "stop";
  line.type = NotifyType::shutdown;
  settings.plan.push_back(line);
  line.verb = PlanVerb::start_timer_shared;
  line.type = NotifyType::onbatt;
  line.delay = std::chrono::seconds(30);
  settings.plan.push_back(line);
  return out;
}

void check_answer(std::string_view answer) {
  require(answer.ends_with('\n'));
  const auto is_plain = [](char c) {
    return c == '\n' || (static_cast<unsigned char>(c) >= ' ' && c != '\x7f');
  };
  require(std::ranges::all_of(answer, is_plain));
  answer.remove_suffix(1);
  const std::string_view last = answer.substr(answer.rfind('\n') + 1);
  require(last == "OK" || last.starts_with("REFUSED "));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const watch::Configuration settings = configuration();
  static const std::optional<watch::Watches> watches(std::in_place, std::vector<WatchTarget>(),
                                                     OpenOptions());
  static daemon::Log log(false, "/nonexistent");
  daemon::Engine engine(monitor::Monitor(settings.settings), {}, log, true);
  daemon::Requests requests(engine, watches, settings, {[] { return Result<void>(); }, [] {}}, log);
  Instant now{std::chrono::hours(1)};
  const std::string text(data, data + size);
  for (std::string_view rest = text; !rest.empty();) {
    now += std::chrono::milliseconds(100) * static_cast<unsigned char>(rest.front());
    const std::string_view line = rest.substr(1, rest.find('\n', 1) - 1);
    check_answer(requests.answer(now, line));
    engine.attend(now, {});
    rest.remove_prefix(std::min(rest.size(), line.size() + 2));
  }
  const monitor::Monitor& monitor = engine.monitor();
  require(monitor.state().timers.size() <= 101);
  const std::string saved = monitor.save(now);
  require(monitor::Monitor::restore(settings.settings, saved, now).has_value());
  return 0;
}
