#include "watch/digest.h"

#include <fmt/format.h>

#include <cstdint>
#include <optional>

namespace upshid::watch {

namespace {

// FNV-1a, of each value with a zero byte behind it.
class Digest {
 public:
  void add(std::string_view text) {
    for (const char c : text) take(static_cast<unsigned char>(c));
    take(0);
  }
  void add(std::int64_t number) { add(std::string_view(fmt::format("{}", number))); }
  void add(std::chrono::seconds time) { add(std::int64_t{time.count()}); }
  template <class Value>
  void add(const std::optional<Value>& value) {
    if (value) add(*value);
    take(1);
  }
  std::string text() const { return fmt::format("{:016x}", value_); }

 private:
  void take(unsigned char byte) { value_ = (value_ ^ byte) * 0x100000001b3U; }

  std::uint64_t value_ = 0xcbf29ce484222325U;
};

void add_events(Digest& out, const monitor::Settings& settings) {
  for (const monitor::Notify& how : settings.notify) {
    out.add(how.message);
    for (const bool flag : {how.syslog, how.wall, how.exec, how.ignore})
      out.add(std::int64_t{flag});
  }
  for (const PlanLine& line : settings.plan) {
    out.add(name_of(line.type));
    out.add(line.ups);
    out.add(name_of(line.verb));
    out.add(line.argument);
    out.add(line.delay);
    out.add(line.otherwise);
  }
  out.add(settings.notify_command);
  for (const std::string& word : settings.command_script) out.add(word);
}

void add_shutdown(Digest& out, const monitor::Settings& settings) {
  out.add(settings.shutdown_command);
  out.add(settings.powerdown_flag);
  out.add(std::int64_t{settings.min_supplies});
  for (const auto time :
       {settings.deadtime, settings.final_delay, settings.replbatt_every, settings.nocomm_every,
        settings.off_duration, settings.oblb_duration, settings.over_duration, settings.comms_grace,
        settings.script_deadline, settings.halt_reserve})
    out.add(time);
  for (const bool flag : {settings.alarm_critical, settings.act_on_lowbatt_on_line,
                          settings.fire_without_looking, settings.repeat_commands})
    out.add(std::int64_t{flag});
  out.add(settings.exit_after);
  if (settings.thresholds.charge) out.add(std::int64_t{*settings.thresholds.charge});
  out.add("thresholds");
  out.add(settings.thresholds.runtime);
  out.add(settings.thresholds.on_battery);
}

}  // namespace

std::string digest_of(const Configuration& configuration) {
  Digest out;
  for (const monitor::WatchedUps& ups : configuration.settings.upses) {
    out.add(ups.name);
    out.add(ups.system);
    out.add(std::int64_t{ups.power_value});
  }
  add_events(out, configuration.settings);
  add_shutdown(out, configuration.settings);
  for (const Target& target : configuration.targets) {
    out.add(target.state_pace);
    out.add(target.live_pace);
    out.add(std::int64_t{target.shutdown_order});
  }
  if (configuration.run_as_user) out.add(*configuration.run_as_user);
  out.add(std::int64_t{static_cast<int>(configuration.selftest)});
  out.add(std::int64_t{static_cast<int>(configuration.selftest_kind)});
  return out.text();
}

}  // namespace upshid::watch
