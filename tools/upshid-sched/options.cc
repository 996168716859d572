#include "upshid-sched/options.h"

#include <fmt/format.h>
#include <getopt.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "cli/bad_option.h"
#include "cli/monitor_client.h"

namespace upshid::sched {

namespace {

enum LongOption : int { confdir = 256, statedir, json, dry_run, really };

constexpr std::array long_options{
    option{"confdir", required_argument, nullptr, LongOption::confdir},
    option{"statedir", required_argument, nullptr, LongOption::statedir},
    option{"json", no_argument, nullptr, LongOption::json},
    option{"dry-run", no_argument, nullptr, LongOption::dry_run},
    option{"really", no_argument, nullptr, LongOption::really},
    option{"help", no_argument, nullptr, 'h'},
    option{"version", no_argument, nullptr, 'V'},
    option{nullptr, 0, nullptr, 0},
};

struct VerbRow {
  std::string_view name;
  Verb verb;
  std::string_view form;     // What is to stand after it.
  std::size_t least;         // Words that it needs.
  std::size_t most;          // Words that it takes.
  std::string_view options;  // Those that it takes besides --help, each after a space.
};

constexpr std::size_t any_number = 1000;

constexpr std::array verbs{
    VerbRow{"test", Verb::test, "TYPE [UPS]", 1, 2, " --statedir --confdir --dry-run --really"},
    VerbRow{"start", Verb::start, "NAME SECONDS", 2, 2, " --statedir"},
    VerbRow{"cancel", Verb::cancel, "NAME", 1, 1, " --statedir"},
    VerbRow{"list", Verb::list, "nothing", 0, 0, " --statedir --json"},
    VerbRow{"status", Verb::status, "nothing", 0, 0, " --statedir --json"},
    VerbRow{"reload", Verb::reload, "nothing", 0, 0, " --statedir"},
    VerbRow{"fsd", Verb::fsd, "nothing", 0, 0, " --statedir --really"},
    VerbRow{"check", Verb::check, "[UPS[=ADDRESS] ...]", 0, any_number,
            " --statedir --confdir --json"},
};

const VerbRow* row_of(std::string_view name) {
  const auto* row = std::find_if(verbs.begin(), verbs.end(),
                                 [name](const VerbRow& one) { return one.name == name; });
  return row == verbs.end() ? nullptr : row;
}

constexpr std::string_view expected_verbs =
    "expected test, start, cancel, list, status, reload, fsd, check or rehearse";

Error usage_error(std::string what) {
  return {Code::invalid_argument, {}, std::move(what), 0};
}

std::string_view spelled(int found) {
  switch (found) {
    case LongOption::confdir:
      return " --confdir";
    case LongOption::statedir:
      return " --statedir";
    case LongOption::json:
      return " --json";
    case LongOption::dry_run:
      return " --dry-run";
    default:
      return " --really";
  }
}

Result<void> take_option(Options& options, int found) {
  switch (found) {
    case 'h':
      options.verb = Verb::help;
      return {};
    case 'V':
      options.verb = Verb::version;
      return {};
    case LongOption::confdir:
      if (*optarg == '\0') return usage_error("--confdir without a folder's name");
      options.confdir = optarg;
      return {};
    case LongOption::statedir:
      if (*optarg == '\0') return usage_error("--statedir without a folder's name");
      options.statedir = optarg;
      return {};
    case LongOption::json:
      options.json = true;
      return {};
    case LongOption::dry_run:
      options.dry_run = true;
      return {};
    default:
      options.really = true;
      return {};
  }
}

Result<void> check_words(const VerbRow& row, const std::vector<std::string>& words) {
  if (words.size() < row.least)
    return usage_error(fmt::format("{} needs more, expected {} {}", row.name, row.name, row.form));
  if (words.size() <= row.most) return {};
  return usage_error(
      fmt::format("\"{}\" is too much, expected {} after {}", words[row.most], row.form, row.name));
}

}  // namespace

std::string Options::socket() const {
  return statedir.empty() ? std::string(cli::default_monitor_socket) : statedir + "/monitor.sock";
}

bool is_called_by_nut() {
  // NOLINTNEXTLINE: nobody sets them.
  return std::getenv("UPSNAME") != nullptr && std::getenv("NOTIFYTYPE") != nullptr;
}

Result<Options> parse_options(int argc, char** argv, bool nut_calls) {
  Options options;
  opterr = 0;
  optind = 1;
  const VerbRow* row = nullptr;
  // An option may stand before the verb, so which verb it is is known at the end only.
  std::vector<int> given;
  for (;;) {
    const int found = ::getopt_long(argc, argv, ":hV", long_options.data(), nullptr);
    if (found == -1) break;
    if (found == ':' || found == '?') return cli::bad_option(found, argv[optind - 1]);
    if (auto taken = take_option(options, found); !taken) return taken.error();
    if (found == 'h' || found == 'V') return options;
    given.push_back(found);
  }
  options.words.assign(argv + optind, argv + argc);
  if (!options.words.empty()) row = row_of(options.words.front());
  if (row == nullptr && nut_calls) {
    options.verb = Verb::called_by_nut;
    return options;
  }
  if (options.words.empty()) return usage_error("no verb, " + std::string(expected_verbs));
  if (row == nullptr) {
    return usage_error(fmt::format("\"{}\" is no verb, {}", options.words.front(), expected_verbs));
  }
  options.verb = row->verb;
  options.words.erase(options.words.begin());
  for (const int option : given) {
    const std::string_view name = spelled(option);
    if (row->options.find(name) == std::string_view::npos)
      return usage_error(fmt::format("{} has no{}", row->name, name));
  }
  if (auto checked = check_words(*row, options.words); !checked) return checked.error();
  return options;
}

std::string_view help_text() {
  return R"(usage: upshid-sched test [--dry-run | --really] TYPE [UPS]
       upshid-sched start NAME SECONDS
       upshid-sched cancel NAME
       upshid-sched list | status [--json]
       upshid-sched reload
       upshid-sched fsd --really
       upshid-sched check [--json] [UPS[=ADDRESS] ...]
       upshid-sched rehearse ...

Tests what is to happen when power fails, and asks upshid-monitor what does.

  test            send an event (ONBATT, ONLINE, LOWBATT, ...) through the plan of
                  the running monitor; commands run. UPS need not be named where
                  there is only one
    --dry-run     only print what would run; needs no monitor
    --really      run it also where that may shut down this machine or others
  start, cancel   a timer of upssched.conf, by hand: its command runs when it ends
  list            the timers that run, and how long still
  status          how the monitor and each UPS are
  reload          have the monitor read its configuration again
  fsd             shut down now, as if the battery were empty
  check           what the configuration will really do, and what is wrong with it
  rehearse        play an outage in no time; see rehearse --help
  --confdir DIR   read ups.conf, upsmon.conf, upssched.conf and upshid.conf in DIR, not
                  in /etc/upshid or /etc/nut
  --statedir DIR  ask the monitor that was started with this --statedir
  --json          print JSON
  -V, --version   print the version
  -h, --help      print this help

Exit status: 0 done, or nothing wrong but warnings; 1 no such timer or UPS; 2 wrong use,
or --really is needed; 3 no monitor runs; 4 permission denied; 6 check found an error;
8 called as NUT's upssched; 9 the monitor does not answer; 10 output cannot be written.
See upshid-sched(8).
)";
}

}  // namespace upshid::sched
