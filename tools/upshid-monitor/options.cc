#include "upshid-monitor/options.h"

#include <fmt/format.h>
#include <getopt.h>

#include <algorithm>
#include <array>

#include "cli/asked_ups.h"
#include "cli/bad_option.h"

namespace upshid::daemon {

namespace {

enum LongOption : int { confdir = 256, statedir, foreground, once, dry_run };

constexpr std::array long_options{
    option{"confdir", required_argument, nullptr, LongOption::confdir},
    option{"statedir", required_argument, nullptr, LongOption::statedir},
    option{"foreground", no_argument, nullptr, LongOption::foreground},
    option{"once", no_argument, nullptr, LongOption::once},
    option{"dry-run", no_argument, nullptr, LongOption::dry_run},
    option{"help", no_argument, nullptr, 'h'},
    option{"version", no_argument, nullptr, 'V'},
    option{nullptr, 0, nullptr, 0},
};

Error usage_error(std::string what) {
  return {Code::invalid_argument, {}, std::move(what), 0};
}

Result<void> take_option(Options& options, int found, char** argv) {
  switch (found) {
    case 'h':
      options.mode = Mode::help;
      return {};
    case 'V':
      options.mode = Mode::version;
      return {};
    case LongOption::confdir:
      if (*optarg == '\0') return usage_error("--confdir without a folder's name");
      options.confdir = optarg;
      return {};
    case LongOption::statedir:
      // Commands, which run in the root folder, have files in it.
      if (*optarg != '/')
        return usage_error(
            fmt::format("--statedir {}, expected a path that begins with /", optarg));
      options.statedir = optarg;
      return {};
    case LongOption::foreground:
      options.foreground = true;
      return {};
    case LongOption::once:
      options.mode = Mode::once;
      return {};
    case LongOption::dry_run:
      options.dry_run = true;
      return {};
    default:
      return cli::bad_option(found, argv[optind - 1]);
  }
}

}  // namespace

Result<Options> parse_options(int argc, char** argv) {
  Options options;
  opterr = 0;
  for (;;) {
    const int found = ::getopt_long(argc, argv, ":hV", long_options.data(), nullptr);
    if (found == -1) break;
    if (auto taken = take_option(options, found, argv); !taken) return taken.error();
    if (options.mode == Mode::help || options.mode == Mode::version) return options;
  }
  for (int i = optind; i < argc; ++i) {
    auto asked = cli::parse_asked_ups(argv[i]);
    if (!asked) return asked.error();
    const auto same = [&](const watch::AskedUps& other) { return other.name == asked->name; };
    if (std::any_of(options.upses.begin(), options.upses.end(), same))
      return usage_error(fmt::format("{} is named twice", asked->name));
    options.upses.push_back(*std::move(asked));
  }
  return options;
}

std::string_view help_text() {
  return R"(usage: upshid-monitor [options] [<ups>[=<address>] ...]

Watches USB UPSes, runs NUT's plan for what happens to them, and shuts this machine
down when the battery is low.

  <ups>            a section of ups.conf, or a name for what is plugged at <address>:
                   0764:0501, serial:TEXT, usb:1-1.2, /dev/hidraw0, virtual:PROFILE.
                   Without any: all sections, else what is plugged, as "ups"
  --once           read every UPS once, print what would follow, and end
  --dry-run        decide, and run nothing: commands are logged only
  --foreground     log to standard error as well
  --confdir DIR    read ups.conf, upsmon.conf, upssched.conf and upshid.conf in DIR, not
                   in /etc/upshid or /etc/nut
  --statedir DIR   keep state and control socket in DIR, not in /run/upshid
  -V, --version    print the version
  -h, --help       print this help

Signals: HUP reads the configuration again, TERM ends with the state kept.
Exit status: 0 ended as told; 2 wrong use; 4 permission denied; 6 the configuration
would not shut this machine down; 9 input/output error; 11 another program has the
UPS. With --once that of the first UPS that could not be read: 3 no UPS found;
4 permission denied; 5 several UPSes and none named; 7 not a readable UPS;
9 disconnected; 10 output cannot be written. See upshid-monitor(8).
)";
}

}  // namespace upshid::daemon
