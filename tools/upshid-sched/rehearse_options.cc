#include "upshid-sched/rehearse_options.h"

#include <fmt/format.h>
#include <getopt.h>

#include <array>
#include <cmath>

#include "base/text.h"
#include "cli/bad_option.h"

namespace upshid::sched {

namespace {

using std::chrono::seconds;

enum LongOption : int {
  confdir = 256,
  scenario,
  charge,
  load,
  runtime,
  margin,
  script_time,
  json,
  svg
};

constexpr std::array long_options{
    option{"confdir", required_argument, nullptr, LongOption::confdir},
    option{"scenario", required_argument, nullptr, LongOption::scenario},
    option{"charge", required_argument, nullptr, LongOption::charge},
    option{"load", required_argument, nullptr, LongOption::load},
    option{"runtime", required_argument, nullptr, LongOption::runtime},
    option{"margin", required_argument, nullptr, LongOption::margin},
    option{"script-time", required_argument, nullptr, LongOption::script_time},
    option{"json", no_argument, nullptr, LongOption::json},
    option{"svg", required_argument, nullptr, LongOption::svg},
    option{"help", no_argument, nullptr, 'h'},
    option{nullptr, 0, nullptr, 0},
};

// Two days: longer than any battery that hangs on USB.
constexpr int most_runtime = 172'800;
constexpr int most_script_time = 86'400;

Error usage_error(std::string what) {
  return {Code::invalid_argument, {}, std::move(what), 0};
}

Result<int> number(std::string_view name, std::string_view text, int least, int most,
                   std::string_view unit) {
  const auto value = base::parse_integer(text);
  if (value && *value >= least && *value <= most) return static_cast<int>(*value);
  return usage_error(
      fmt::format("{} {}, expected a number of {} from {} to {}", name, text, unit, least, most));
}

template <class Value>
Result<void> take_number(Value& into, std::string_view name, int least, int most,
                         std::string_view unit) {
  const auto value = number(name, optarg, least, most, unit);
  if (!value) return value.error();
  into = Value(*value);
  return {};
}

Result<void> take_script_time(RehearseOptions& options) {
  const std::string_view text = optarg;
  // A command of NOTIFYCMD's kind has no name with '=', one of a timer could.
  const std::size_t equals = text.rfind('=');
  const auto value = equals == std::string_view::npos ? std::optional<double>()
                                                      : base::parse_number(text.substr(equals + 1));
  if (equals == 0 || !value || *value < 0 || *value > most_script_time) {
    return usage_error(
        fmt::format("--script-time {}, expected NAME=SECONDS with a number of seconds from 0 to {}",
                    text, most_script_time));
  }
  options.script_times[std::string(text.substr(0, equals))] =
      rehearsal::Time(std::llround(*value * 1000));
  return {};
}

Result<void> take_text(std::string& into, std::string_view name, std::string_view what) {
  if (*optarg == '\0') return usage_error(fmt::format("{} without {}", name, what));
  into = optarg;
  return {};
}

Result<void> take_option(RehearseOptions& options, int found, char** argv) {
  switch (found) {
    case 'h':
      options.help = true;
      return {};
    case LongOption::confdir:
      return take_text(options.confdir, "--confdir", "a folder's name");
    case LongOption::scenario:
      return take_text(options.scenario, "--scenario", "a name");
    case LongOption::charge:
      return take_number(options.charge, "--charge", 1, 100, "percent");
    case LongOption::load:
      return take_number(options.load, "--load", 1, 200, "percent");
    case LongOption::runtime:
      return take_number(options.runtime, "--runtime", 1, most_runtime, "seconds");
    case LongOption::margin:
      return take_number(options.margin, "--margin", 0, 90, "percent");
    case LongOption::script_time:
      return take_script_time(options);
    case LongOption::json:
      options.json = true;
      return {};
    case LongOption::svg:
      return take_text(options.svg, "--svg", "a file's name");
    default:
      return cli::bad_option(found, argv[optind - 1]);
  }
}

}  // namespace

Result<RehearseOptions> parse_rehearse_options(int argc, char** argv) {
  RehearseOptions options;
  opterr = 0;
  optind = 1;
  for (;;) {
    const int found = ::getopt_long(argc, argv, ":h", long_options.data(), nullptr);
    if (found == -1) break;
    if (auto taken = take_option(options, found, argv); !taken) return taken.error();
    if (options.help) return options;
  }
  if (argc - optind > 1)
    return usage_error(fmt::format("\"{}\" is too much, expected one UPS", argv[optind + 1]));
  if (optind < argc) options.ups = argv[optind];
  if (!options.svg.empty() && options.scenario == "all")
    return usage_error("--svg draws one scenario, and --scenario all has many");
  return options;
}

std::string_view rehearse_help_text() {
  return R"(usage: upshid-sched rehearse [options] [UPS[=ADDRESS]]

Plays an outage in virtual time with the configuration and the battery of this
machine: what would run and when, and whether everything is off before the battery
is empty. Nothing is run, nothing is told to anybody.

  UPS                 a section of ups.conf, or an address as for upshid-status; without
                      it the only one. Where none is plugged in a virtual one is taken
  --scenario NAME     long (the default), blip, flicker, last-moment, usb-drop,
                      battery-test, monitor-killed, low-on-mains, comms-lost; or all,
                      with a line for each
  --charge PERCENT    begin with this charge, not with that of the UPS
  --load PERCENT      count with this load
  --runtime SECONDS   how long the battery lasts, where you know better
  --margin PERCENT    how much less it really lasts than the UPS says; 20
  --script-time NAME=SECONDS
                      how long a command takes: a timer's or EXECUTE's name, NOTIFYCMD,
                      or SHUTDOWNCMD for the halt of this machine. May be repeated
  --svg FILE          draw it, too
  --json              print JSON
  --confdir DIR       read the configuration in DIR, not in /etc/upshid or /etc/nut
  -h, --help          print this help

Exit status: 0 safe; 2 wrong use; 4 permission denied; 5 several UPSes and none named;
6 the configuration cannot be used; 7 not a readable UPS; 9 input/output error;
10 output cannot be written; 15 not safe, or safe only if commands are quick enough.
See upshid-sched(8).
)";
}

}  // namespace upshid::sched
