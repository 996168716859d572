#include "upshid-poweroff/options.h"

#include <fmt/format.h>
#include <getopt.h>

#include <algorithm>
#include <array>

#include "cli/asked_ups.h"
#include "cli/bad_option.h"

namespace upshid::poweroff {

namespace {

enum LongOption : int { confdir = 256, console, dry_run };

constexpr std::array long_options{
    option{"confdir", required_argument, nullptr, LongOption::confdir},
    option{"console", required_argument, nullptr, LongOption::console},
    option{"dry-run", no_argument, nullptr, LongOption::dry_run},
    option{"help", no_argument, nullptr, 'h'},
    option{"version", no_argument, nullptr, 'V'},
    option{nullptr, 0, nullptr, 0},
};

// What systemd-shutdown calls its programs with (systemd-shutdown(8)).
constexpr std::array<std::string_view, 4> verbs{"poweroff", "halt", "reboot", "kexec"};

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
    case LongOption::console:
      if (*optarg == '\0') {
        return usage_error(fmt::format("option --{} needs a value",
                                       found == LongOption::confdir ? "confdir" : "console"));
      }
      (found == LongOption::confdir ? options.monitor.confdir : options.console) = optarg;
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
    if (options.mode != Mode::act) return options;
  }
  if (optind == argc) return usage_error("no verb, expected poweroff, halt, reboot or kexec");
  options.verb = argv[optind];
  if (std::ranges::find(verbs, options.verb) == verbs.end()) {
    return usage_error(
        fmt::format("verb \"{}\", expected poweroff, halt, reboot or kexec", options.verb));
  }
  for (int i = optind + 1; i < argc; ++i) {
    auto asked = cli::parse_asked_ups(argv[i]);
    if (!asked) return asked.error();
    options.monitor.upses.push_back(*std::move(asked));
  }
  return options;
}

std::string_view help_text() {
  return R"(usage: upshid-poweroff [options] <verb> [<ups>[=<address>] ...]

The last step of a shutdown that upshid-monitor began: has each UPS that feeds this
machine cut its power, such that it comes back with the mains. It does nothing
without the POWERDOWNFLAG that the monitor wrote. systemd runs it as a link in
/usr/lib/systemd/system-shutdown.

  <verb>           poweroff or halt: act; reboot or kexec: do nothing
  <ups>            as in upshid-monitor(8); without any, those that it would watch
  --dry-run        say what would be written to the UPS, and write nothing
  --confdir DIR    read the files in DIR, not in /etc/upshid or /etc/nut
  --console FILE   write messages to FILE as well, not to /dev/console
  -V, --version    print the version
  -h, --help       print this help

Exit status: 0 done, or nothing to do; 2 wrong use; 4 no right to a UPS; 6 the flag
cannot be read; 8 a UPS cannot cut its power such that it comes back; 9 a UPS did not
answer; 13 nothing came of it. See upshid-poweroff(8).
)";
}

}  // namespace upshid::poweroff
