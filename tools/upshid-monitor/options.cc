#include "upshid-monitor/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/confdir.h"
#include "cli/ups_spec.h"

namespace upshid::daemon {

namespace {

using cli::enable;
using cli::store;

// Commands, which run in the root directory, have files in it.
Result<void> take_statedir(Options& options, std::string_view value) {
  if (!value.starts_with('/'))
    return cli::usage_error(
        fmt::format("--statedir {}, expected a path that begins with /", value));
  options.statedir = value;
  return {};
}

constexpr auto table = std::to_array<cli::Option<Options>>({
    {{"once", 0, "", "read every UPS once, print what would happen, and exit"},
     enable<&Options::once>},
    {{"dry-run", 0, "", "log commands instead of running them"}, enable<&Options::dry_run>},
    {{"foreground", 0, "", "log to standard error too"}, enable<&Options::foreground>},
    {{"confdir", 0, "DIR",
      "read ups.conf, upsmon.conf, upssched.conf and upshid.conf in DIR (default: /etc/upshid if "
      "it exists, otherwise /etc/nut)"},
     cli::store_confdir<&Options::confdir>},
    {{"statedir", 0, "DIR", "keep state and control socket in DIR (default: /run/upshid)"},
     take_statedir},
});

constexpr std::array words{cli::OptionText{
    "<ups>", 0, "",
    "a section of ups.conf, or a name for the UPS at <address>: 0764:0501, serial:TEXT, "
    "usb:1-1.2, /dev/hidraw0, virtual:PROFILE. Default: all sections, or the UPS that is plugged "
    "in, as \"ups\""}};

}  // namespace

Result<Options> parse_options(int argc, char** argv) {
  Options options;
  const auto line = cli::read_command_line(table, options, argc, argv);
  if (!line) return line.error();
  options.request = line->request;
  for (const std::string& word : line->words) {
    auto asked = cli::parse_ups_spec(word);
    if (!asked) return asked.error();
    const auto same = [&](const watch::UpsSpec& other) { return other.name == asked->name; };
    if (std::any_of(options.upses.begin(), options.upses.end(), same))
      return cli::usage_error(fmt::format("{} is specified twice", asked->name));
    options.upses.push_back(*std::move(asked));
  }
  return options;
}

std::string help_text() {
  return fmt::format(R"(usage: upshid-monitor [options] [<ups>[=<address>] ...]

Watch USB UPSes, run the timers and commands of upssched.conf, and shut this machine
down when the battery is low.

{}{}
Signals: HUP reloads the configuration; TERM exits and saves the state.
Exit status: 0 stopped by a signal or SHUTDOWNEXIT; 2 usage error; 4 permission denied;
6 the configuration would not shut this machine down; 9 input/output error;
11 another monitor is running. With --once that of the first UPS that could not be
read: 3 no UPS found; 4 permission denied; 5 several UPSes and none named; 7 not a HID
UPS; 9 disconnected; 10 output cannot be written. See upshid-monitor(8).
)",
                     cli::help_of_words(words), cli::help_of(cli::texts_of(table)));
}

}  // namespace upshid::daemon
