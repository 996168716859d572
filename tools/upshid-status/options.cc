#include "upshid-status/options.h"

#include <fmt/format.h>
#include <getopt.h>

#include <array>
#include <vector>

#include "cli/bad_option.h"
#include "cli/host.h"
#include "cli/transport_option.h"
#include "conf/this_host.h"

namespace upshid::status {

namespace {

enum LongOption : int {
  json = 256,
  explain,
  descriptor,
  transport,
  confdir,
  record,
  watch,
  prometheus
};

constexpr std::array long_options{
    option{"json", no_argument, nullptr, LongOption::json},
    option{"explain", optional_argument, nullptr, LongOption::explain},
    option{"descriptor", no_argument, nullptr, LongOption::descriptor},
    option{"transport", required_argument, nullptr, LongOption::transport},
    option{"confdir", required_argument, nullptr, LongOption::confdir},
    option{"record", required_argument, nullptr, LongOption::record},
    option{"watch", no_argument, nullptr, LongOption::watch},
    option{"prometheus", no_argument, nullptr, LongOption::prometheus},
    option{"help", no_argument, nullptr, 'h'},
    option{"version", no_argument, nullptr, 'V'},
    option{nullptr, 0, nullptr, 0},
};

Error usage_error(std::string what) {
  return {Code::invalid_argument, {}, std::move(what), 0};
}

Error refused_as_upsc_does(const char* what) {
  return {Code::invalid_argument, "upsc", what, 0};
}

// Of the options that say what to do only one may be given; of -l and -L, as with upsc, -L counts.
Result<void> choose(Options& options, Action action, const char* spelled) {
  const bool lists =
      options.action == Action::list_names || options.action == Action::list_descriptions;
  if (lists && action == Action::list_names) return {};
  const bool from_l_to_L =
      options.action == Action::list_names && action == Action::list_descriptions;
  if (options.action != Action::read && options.action != action && !from_l_to_L) {
    return usage_error(
        fmt::format("{} together with another option that says what to do", spelled));
  }
  options.action = action;
  return {};
}

Result<void> choose(Options& options, Format format) {
  if (options.format != Format::text && options.format != format) {
    return usage_error("-j and --json together, expected one of them");
  }
  options.format = format;
  return {};
}

Result<void> take_option(Options& options, int found, char** argv) {
  switch (found) {
    case 'l':
      return choose(options, Action::list_names, "-l");
    case 'L':
      return choose(options, Action::list_descriptions, "-L");
    case 'c':
      return choose(options, Action::list_clients, "-c");
    case 'h':
      options.action = Action::help;
      return {};
    case 'V':
      options.action = Action::version;
      return {};
    case 'W':
      return {};  // upsc's network time-out; there is no network here.
    case 'j':
      return choose(options, Format::upsc_json);
    case LongOption::json:
      return choose(options, Format::typed_json);
    case LongOption::descriptor:
      return choose(options, Action::descriptor, "--descriptor");
    case LongOption::watch:
      return choose(options, Action::watch, "--watch");
    case LongOption::prometheus:
      return choose(options, Action::prometheus, "--prometheus");
    case LongOption::explain:
      if (optarg != nullptr) options.variable = optarg;
      return choose(options, Action::explain, "--explain");
    case LongOption::confdir:
      options.open.confdir = optarg;
      return {};
    case LongOption::record:
      if (*optarg == '\0') return usage_error("--record without a file's name");
      options.record = optarg;
      return {};
    case LongOption::transport:
      return cli::take_transport(optarg, options.open, options.recording);
    default:
      return cli::bad_option(found, argv[optind - 1]);
  }
}

// As upsc does, words beyond those that have a meaning are ignored.
Result<void> take_words(Options& options, const std::vector<std::string>& words) {
  if (options.action == Action::list_names || options.action == Action::list_descriptions) {
    if (words.empty()) return {};
    options.asked = words[0];
    auto host = conf::parse_host(words[0]);
    if (!host) {
      return refused_as_upsc_does("invalid hostname.\nRequired format: [hostname[:port]]");
    }
    options.host = std::move(host->host);
    return {};
  }
  if (words.empty()) return {};
  options.asked = words[0];
  auto named = cli::parse_ups_at_host(words[0]);
  if (!named) {
    return refused_as_upsc_does(
        "invalid UPS definition.\nRequired format: upsname[@hostname[:port]]");
  }
  options.ups = std::move(named->ups);
  options.host = std::move(named->host);
  if (words.size() > 1) options.variable = words[1];
  return {};
}

// What --watch and --prometheus print has a form of its own.
Result<void> check_form(const Options& options) {
  const bool watches = options.action == Action::watch;
  if (!watches && options.action != Action::prometheus) return {};
  if (options.format != Format::text) {
    return usage_error(fmt::format("{} together with -j or --json, expected one of them",
                                   watches ? "--watch" : "--prometheus"));
  }
  if (watches) return {};
  if (!options.variable.empty()) {
    return usage_error(
        fmt::format("--prometheus with the variable {}, expected at most a UPS", options.variable));
  }
  if (!options.record.empty()) {
    return usage_error("--record together with --prometheus, which may read several UPSes");
  }
  return {};
}

bool reads_a_ups(Action action) {
  return action != Action::list_names && action != Action::list_descriptions &&
         action != Action::list_clients;
}

}  // namespace

Result<Options> parse_options(int argc, char** argv) {
  Options options;
  opterr = 0;
  for (;;) {
    const int found = ::getopt_long(argc, argv, ":hlLcVjW:", long_options.data(), nullptr);
    if (found == -1) break;
    const auto taken = take_option(options, found, argv);
    if (!taken) return taken.error();
    if (options.action == Action::help || options.action == Action::version) return options;
  }
  const auto taken = take_words(options, {argv + optind, argv + argc});
  if (!taken) return taken.error();
  const auto checked = check_form(options);
  if (!checked) return checked.error();
  if (!options.recording.empty()) options.ups = options.recording;
  if (!options.record.empty() && !reads_a_ups(options.action)) {
    return usage_error("--record together with -l, -L or -c, which read no UPS");
  }
  return options;
}

std::string_view help_text() {
  return R"(usage: upshid-status [options] [<ups> [<variable>]]
       upshid-status [options] -l | -L [<hostname>[:port]]
       upshid-status [options] -c <ups>
       upshid-status [options] --watch [<ups> [<variable>]]
       upshid-status [options] --prometheus [<ups>]

Prints what upsc prints, straight from the USB device.

  <ups>            a section of ups.conf, "ups" or nothing (the only UPS), 0764:0501,
                   serial:TEXT, usb:1-1.2, /dev/hidraw0, virtual:PROFILE or
                   recording:FILE; @localhost may follow
  <variable>       print the value of this variable only
  -l               list the UPSes, one per line
  -L               list the UPSes with their descriptions
  -c               list the clients of <ups>: there are none
  -j               print JSON as upsc -j does
  --json           print JSON with numbers, units, device, warnings and failures
  --watch          show <ups> live; without a terminal, or with a <variable>, print one
                   line a change
  --prometheus     print metrics of <ups>, or of every UPS, for Prometheus
  --explain[=VAR]  print where each value, or the one of VAR, comes from
  --descriptor     print the HID report descriptor
  --transport KIND auto, hidapi, libusb, virtual or recording[:FILE]
  --record FILE    write the session to FILE, for a bug report (it has the UPS's serial
                   number); recording:FILE plays it back
  --confdir DIR    read DIR/ups.conf, not that of /etc/upshid or /etc/nut
  -V, --version    print the version
  -h, --help       print this help

Exit status: 0 done; 1 what upsc calls an error (unknown UPS, data stale, no such
variable); 2 wrong use; 3 no UPS found; 4 permission denied; 5 several UPSes and
none named; 6 ups.conf cannot be used; 7 not a readable UPS; 8 other host or
unsupported; 9 disconnected or input/output error; 10 output cannot be written.
See upshid-status(8).
)";
}

}  // namespace upshid::status
