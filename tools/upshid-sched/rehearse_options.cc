#include "upshid-sched/rehearse_options.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string_view>

#include "base/text.h"
#include "cli/confdir.h"

namespace upshid::sched {

namespace {

using cli::store;
using cli::usage_error;
using Options = RehearseOptions;

// Two days: longer than any battery of a USB UPS.
constexpr int max_runtime = 172'800;
constexpr int max_script_time = 86'400;

template <class Value>
Result<void> take_number(Value& into, std::string_view name, std::string_view text, int min,
                         int max, std::string_view unit) {
  const auto value = base::parse_integer(text);
  if (!value || *value < min || *value > max) {
    return usage_error(
        fmt::format("--{} {}, expected a number of {} from {} to {}", name, text, unit, min, max));
  }
  into = Value(static_cast<int>(*value));
  return {};
}

Result<void> take_charge(Options& options, std::string_view text) {
  return take_number(options.charge, "charge", text, 1, 100, "percent");
}

Result<void> take_load(Options& options, std::string_view text) {
  return take_number(options.load, "load", text, 1, 200, "percent");
}

Result<void> take_runtime(Options& options, std::string_view text) {
  return take_number(options.runtime, "runtime", text, 1, max_runtime, "seconds");
}

Result<void> take_margin(Options& options, std::string_view text) {
  return take_number(options.margin, "margin", text, 0, 90, "percent");
}

Result<void> take_script_time(Options& options, std::string_view text) {
  // Names of timers may contain '='.
  const std::size_t equals = text.rfind('=');
  const auto value = equals == std::string_view::npos ? std::optional<double>()
                                                      : base::parse_number(text.substr(equals + 1));
  if (equals == 0 || !value || *value < 0 || *value > max_script_time) {
    return usage_error(
        fmt::format("--script-time {}, expected NAME=SECONDS with a number of seconds from 0 to {}",
                    text, max_script_time));
  }
  options.script_times[std::string(text.substr(0, equals))] =
      rehearsal::Time(std::llround(*value * 1000));
  return {};
}

constexpr auto table = std::to_array<cli::Option<Options>>({
    {{"scenario", 0, "NAME",
      "long (the default), blip, flicker, last-moment, usb-drop, battery-test, monitor-killed, "
      "low-on-mains, comms-lost; or all, with a line for each"},
     store<&Options::scenario>},
    {{"charge", 0, "PERCENT", "begin with this charge instead of that of the UPS"}, take_charge},
    {{"load", 0, "PERCENT", "assume this load"}, take_load},
    {{"runtime", 0, "SECONDS", "how long the battery lasts, if you know better"}, take_runtime},
    {{"margin", 0, "PERCENT", "how much less it really lasts than the UPS reports (20)"},
     take_margin},
    {{"script-time", 0, "NAME=SECONDS",
      "how long a command takes: the name of a timer or of EXECUTE, NOTIFYCMD, or SHUTDOWNCMD for "
      "the halt of this machine. May be repeated"},
     take_script_time},
    {{"svg", 0, "FILE", "draw it to FILE too"}, store<&Options::svg>},
    {{"json", 0, "", "print JSON"}, cli::enable<&Options::json>},
    {{"confdir", 0, "DIR",
      "read the configuration in DIR (default: /etc/upshid if it exists, otherwise /etc/nut)"},
     cli::store_confdir<&Options::confdir>},
});

constexpr std::array words{cli::OptionText{
    "UPS", 0, "",
    "a section of ups.conf, or an address as for upshid-status; default: the only one, or a "
    "virtual one if none is plugged in"}};

}  // namespace

Result<Options> parse_rehearse_options(int argc, char** argv) {
  Options options;
  const auto line = cli::read_command_line(table, options, argc, argv);
  if (!line) return line.error();
  options.request = line->request;
  if (options.request != cli::Request::run) return options;
  if (line->words.size() > 1)
    return usage_error(fmt::format("unexpected argument \"{}\": expected one UPS", line->words[1]));
  if (!line->words.empty()) options.ups = line->words.front();
  if (!options.svg.empty() && options.scenario == "all")
    return usage_error("--svg draws one scenario, and --scenario all has many");
  return options;
}

std::string rehearse_help_text() {
  return fmt::format(R"(usage: upshid-sched rehearse [options] [UPS[=ADDRESS]]

Play an outage in virtual time with the configuration and the battery of this machine:
what would run and when, and whether everything is off before the battery is empty.
Runs nothing and notifies nobody.

{}{}
Exit status: 0 safe; 2 usage error; 4 permission denied; 5 several UPSes and none named;
6 the configuration cannot be used; 7 not a HID UPS; 9 input/output error;
10 output cannot be written; 15 not safe, or safe only if commands are quick enough.
See upshid-sched(8).
)",
                     cli::help_of_words(words), cli::help_of(cli::texts_of(table)));
}

}  // namespace upshid::sched
