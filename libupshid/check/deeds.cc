#include "check/deeds.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/text.h"
#include "conf/command_line.h"

namespace upshid::check {

namespace {

using std::string_view;
using std::chrono::seconds;

bool has_any(const ProgramCall& call, std::initializer_list<string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&call](string_view word) { return call.has(word); });
}

// "-rf": has one of its short options this letter?
bool has_letter(const ProgramCall& call, char letter) {
  return std::any_of(call.argv.begin() + 1, call.argv.end(), [letter](const Value& word) {
    return word.text.size() > 1 && word.text[0] == '-' && word.text[1] != '-' &&
           word.text.find(letter) != std::string::npos;
  });
}

// Systemd's shutdown(8) refuses what is neither "now", minutes, nor an hour of the day.
std::optional<seconds> shutdown_after(const ProgramCall& call) {
  if (has_letter(call, 'r') || has_letter(call, 'c') || has_letter(call, 'k') ||
      has_any(call, {"--reboot", "--show"}))
    return std::nullopt;
  std::vector<string_view> words;
  for (const Value& word : call.argv) words.push_back(word.text);
  const auto time = conf::shutdown_time(words);
  if (!time || !call.argv[*time].is_known) return conf::shutdown_delay(words);
  const string_view text = words[*time];
  const auto is_number = [](string_view part) { return base::parse_integer(part).has_value(); };
  const std::size_t colon = text.find(':');
  if (colon != string_view::npos && is_number(text.substr(0, colon)) &&
      is_number(text.substr(colon + 1)))
    return std::chrono::hours(24);
  if (text != "now" && !is_number(text.substr(text.starts_with('+') ? 1 : 0))) return std::nullopt;
  return conf::shutdown_delay(words);
}

bool reboots(const ProgramCall& call) {
  const string_view program = call.program();
  if (program == "shutdown") return has_letter(call, 'r') || call.has("--reboot");
  if (program == "reboot") return !has_any(call, {"--wtmp-only", "-w"});
  if (program == "poweroff" || program == "halt") return call.has("--reboot");
  if (program == "init" || program == "telinit") return call.has("6");
  if (program == "systemctl")
    return has_any(call, {"reboot", "kexec", "soft-reboot", "reboot.target", "kexec.target"});
  return (program == "loginctl" && call.has("reboot")) ||
         (program == "midclt" && call.has("system.reboot"));
}

// Programs that shut other machines down, virtual ones too, and the words with which they do.
struct OtherHalt {
  string_view program;
  std::array<string_view, 3> words;
};
constexpr OtherHalt other_halts[] = {{"qm", {"shutdown", "stop", "suspend"}},
                                     {"pct", {"shutdown", "stop", "suspend"}},
                                     {"virsh", {"shutdown", "destroy", "managedsave"}},
                                     {"xe", {"vm-shutdown", "host-shutdown", "vm-suspend"}},
                                     {"esxcli", {"poweroff", "poweroff", "poweroff"}},
                                     {"ipmitool", {"soft", "off", "off"}},
                                     {"net", {"shutdown", "shutdown", "shutdown"}}};

bool halts_other(const ProgramCall& call) {
  return std::any_of(std::begin(other_halts), std::end(other_halts), [&](const OtherHalt& one) {
    return call.program() == one.program &&
           std::any_of(one.words.begin(), one.words.end(),
                       [&call](string_view word) { return call.has(word); });
  });
}

struct NutName {
  string_view program;
  NutUse use;
};
constexpr NutName nut_names[] = {{"upsmon", NutUse::upsmon},     {"upsc", NutUse::upsc},
                                 {"upscmd", NutUse::upscmd},     {"upsrw", NutUse::upsrw},
                                 {"upslog", NutUse::upslog},     {"upsdrvctl", NutUse::upsdrvctl},
                                 {"upssched", NutUse::upssched}, {"upsd", NutUse::upsd}};

}  // namespace

std::optional<seconds> halts_after(const ProgramCall& call) {
  const string_view program = call.program();
  if (program == "shutdown") return shutdown_after(call);
  if (program == "poweroff" || program == "halt") {
    if (has_any(call, {"--reboot", "--wtmp-only", "-w"})) return std::nullopt;
    return seconds(0);
  }
  if (program == "reboot" && has_any(call, {"-p", "--poweroff", "--halt"})) return seconds(0);
  if (program == "init" || program == "telinit")
    return call.has("0") ? std::optional(seconds(0)) : std::nullopt;
  if (program == "systemctl" && has_any(call, {"poweroff", "halt", "poweroff.target", "halt.target",
                                               "hibernate", "hybrid-sleep", "hibernate.target"}))
    return seconds(0);
  if (program == "pm-hibernate") return seconds(0);
  if (program == "loginctl" && has_any(call, {"poweroff", "halt"})) return seconds(0);
  if (program == "midclt" && call.has("system.shutdown")) return seconds(0);
  return std::nullopt;
}

std::optional<NutUse> nut_use_of(const ProgramCall& call) {
  for (const NutName& one : nut_names) {
    if (one.program != call.program()) continue;
    if (one.use == NutUse::upsmon && has_any(call, {"fsd", "-cfsd"})) return NutUse::fsd;
    if (one.use == NutUse::upsdrvctl && call.has("shutdown")) return NutUse::shutdown_ups;
    return one.use;
  }
  return std::nullopt;
}

std::optional<conf::Position> fsd_in(string_view text) {
  std::size_t number = 0;
  for (const string_view line : base::split(text, '\n')) {
    ++number;
    const string_view code = line.substr(0, line.find('#'));
    const std::size_t at = code.find("upsmon");
    if (at != string_view::npos && code.find("fsd", at) != string_view::npos)
      return conf::Position{number, at + 1};
  }
  return std::nullopt;
}

Reach reach_of(const ProgramCall& call) {
  Reach out;
  const auto found = conf::find_program(call.argv.front().text);
  out.path = found.value_or(call.argv.front().text);
  if (!found) return out;
  std::error_code error;
  const auto real = std::filesystem::canonical(*found, error);
  out.target = error ? std::string() : real.filename().string();
  out.whom = out.target.starts_with("upshid-") ? Reach::Whom::ours : Reach::Whom::nut;
  return out;
}

std::optional<WrappedPlan> wrapped_plan(const std::string& notify_command) {
  if (notify_command.empty()) return std::nullopt;
  const Reading reading = read_command({notify_command}, {{unknown_value(false)}});
  for (const ProgramCall& call : reading.calls) {
    if (nut_use_of(call) == NutUse::upssched && !call.is_remote)
      return WrappedPlan{call, reach_of(call)};
  }
  return std::nullopt;
}

bool is_for_windows(const Reading& reading, const std::string& path) {
  const auto& place = reading.carriage_return;
  return place && place->at.line == 1 && place->path == path;
}

std::optional<Halt> halt_of(const Reading& reading) {
  std::optional<Halt> out;
  for (const ProgramCall& call : reading.calls) {
    if (is_for_windows(reading, call.place.path)) continue;
    Halt halt;
    halt.place = call.place;
    halt.command = call.text();
    halt.is_other_machine = call.is_remote;
    halt.is_conditional = call.is_conditional;
    halt.slept = call.slept;
    halt.has_unknown_time = call.has_waited;
    const bool is_fsd = nut_use_of(call) == NutUse::fsd && !call.is_remote &&
                        reach_of(call).whom == Reach::Whom::ours;
    const bool is_request = call.program() == "upshid-sched" && call.has("fsd");
    if (const auto after = halts_after(call)) {
      halt.delay = *after;
      if (call.program() == "systemctl" && has_any(call, {"-H", "--host"}))
        halt.is_other_machine = true;
    } else if (is_fsd || is_request) {
      halt.is_by_monitor = !call.is_remote;
    } else if (halts_other(call) || (call.is_remote && nut_use_of(call) == NutUse::fsd)) {
      halt.is_other_machine = true;
    } else if (reboots(call)) {
      halt.is_reboot = true;
      halt.is_other_machine |= has_any(call, {"-H", "--host"});
    } else {
      continue;
    }
    const auto rank = [](const Halt& one) {
      return (one.is_reboot ? 0 : one.is_other_machine ? 2 : 4) + (one.is_conditional ? 0 : 1);
    };
    if (!out || rank(halt) > rank(*out)) out = halt;
  }
  return out;
}

string_view what_it_does(const Halt& halt) {
  if (halt.is_reboot)
    return halt.is_other_machine ? "reboots another machine" : "reboots this machine";
  return halt.is_other_machine ? "halts another machine" : "halts this machine";
}

std::vector<const ProgramCall*> lost_fsd(const Reading& reading) {
  std::vector<const ProgramCall*> out;
  for (const ProgramCall& call : reading.calls) {
    if (nut_use_of(call) == NutUse::fsd && !call.is_remote &&
        reach_of(call).whom != Reach::Whom::ours)
      out.push_back(&call);
  }
  return out;
}

bool cancels_halt(const Reading& reading) {
  return std::any_of(reading.calls.begin(), reading.calls.end(), [](const ProgramCall& call) {
    return call.program() == "shutdown" && has_letter(call, 'c') && !call.is_remote &&
           !call.is_conditional;
  });
}

bool is_known_program(const ProgramCall& call) {
  const bool is_about_others =
      std::any_of(std::begin(other_halts), std::end(other_halts),
                  [&call](const OtherHalt& one) { return call.program() == one.program; });
  return is_about_others || halts_after(call) || reboots(call) || nut_use_of(call) ||
         call.program() == "ssh";
}

}  // namespace upshid::check
