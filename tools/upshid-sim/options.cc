#include "upshid-sim/options.h"

#include <fmt/format.h>
#include <getopt.h>

#include <array>

#include "base/text.h"
#include "cli/bad_option.h"
#include "upshid-sim/command.h"
#include "upshid-sim/duration.h"

namespace upshid::sim {

namespace {

enum LongOption : int { port = 256, speed, latency, cycle, log, scenario, name, control };

constexpr std::array run_options{
    option{"port", required_argument, nullptr, LongOption::port},
    option{"speed", required_argument, nullptr, LongOption::speed},
    option{"latency", required_argument, nullptr, LongOption::latency},
    option{"cycle", required_argument, nullptr, LongOption::cycle},
    option{"log", required_argument, nullptr, LongOption::log},
    option{"scenario", required_argument, nullptr, LongOption::scenario},
    option{"name", required_argument, nullptr, LongOption::name},
    option{"control", required_argument, nullptr, LongOption::control},
    option{"help", no_argument, nullptr, 'h'},
    option{nullptr, 0, nullptr, 0},
};

constexpr std::array do_options{
    option{"to", required_argument, nullptr, LongOption::name},
    option{"control", required_argument, nullptr, LongOption::control},
    option{"help", no_argument, nullptr, 'h'},
    option{nullptr, 0, nullptr, 0},
};

constexpr std::array plain_options{
    option{"help", no_argument, nullptr, 'h'},
    option{"version", no_argument, nullptr, 'V'},
    option{nullptr, 0, nullptr, 0},
};

Error usage_error(std::string what) {
  return {Code::invalid_argument, {}, std::move(what), 0};
}

Result<void> take_duration(std::optional<std::chrono::nanoseconds>& to, const char* option,
                           const char* text) {
  to = parse_duration(text);
  if (to) return {};
  return usage_error(fmt::format("{} {}, expected a duration like 4ms", option, text));
}

Result<void> take_value(Options& options, int found) {
  switch (found) {
    case LongOption::port: {
      const auto number = base::parse_integer(optarg);
      if (!number || *number < 0 || *number > 65535) {
        return usage_error(fmt::format("--port {}, expected a number from 0 to 65535", optarg));
      }
      options.port = static_cast<unsigned>(*number);
      return {};
    }
    case LongOption::speed:
      options.speed = speed_named(optarg);
      if (options.speed) return {};
      return usage_error(fmt::format("--speed {}, expected low or full", optarg));
    case LongOption::latency:
      return take_duration(options.latency, "--latency", optarg);
    case LongOption::cycle:
      return take_duration(options.cycle, "--cycle", optarg);
    case LongOption::log:
      options.log = optarg;
      return {};
    case LongOption::scenario:
      options.scenario = optarg;
      return {};
    case LongOption::name:
      options.name = optarg;
      return {};
    default:
      options.control = optarg;
      return {};
  }
}

// "+": a verb's own arguments are no options of ours.
Result<Options> take(Action action, const char* letters, const option* longs, int argc,
                     char** argv) {
  Options out;
  out.action = action;
  opterr = 0;
  optind = 1;
  for (;;) {
    const int found = ::getopt_long(argc, argv, letters, longs, nullptr);
    if (found == -1) break;
    if (found == ':' || found == '?') return cli::bad_option(found, argv[optind - 1]);
    if (found == 'h') {
      out.action = Action::help;
      if (action == Action::command) out.words.emplace_back("do");
      return out;
    }
    if (found == 'V') {
      out.action = Action::version;
      return out;
    }
    if (auto taken = take_value(out, found); !taken) return taken.error();
  }
  out.words.assign(argv + optind, argv + argc);
  return out;
}

Result<Options> check_run(Options options, std::string_view spelled) {
  if (options.words.empty()) {
    return usage_error(
        fmt::format("{} needs a profile (see `upshid-sim list`) or a folder", spelled));
  }
  if (options.words.size() > 1) {
    return usage_error(fmt::format("{} plugs one unit, found \"{}\" too; start another upshid-sim",
                                   spelled, options.words[1]));
  }
  options.unit = options.words[0];
  return options;
}

Result<Options> check_do(Options options) {
  if (options.words.empty()) return usage_error("do needs a verb; see upshid-sim do --help");
  const std::string& last = options.words.back();
  if (options.words.size() == 2 && (last == "--help" || last == "-h")) {
    options.action = Action::help;
    options.words = {"do", options.words[0]};
    if (verb_help(options.words[1]).empty()) {
      return usage_error(
          fmt::format("there is no verb \"{}\"; see upshid-sim do --help", options.words[1]));
    }
    return options;
  }
  if (!options.name.empty() && !options.control.empty()) {
    return usage_error("--to and --control together, expected one of them");
  }
  return options;
}

}  // namespace

Result<Options> parse_options(int argc, char** argv) {
  if (argc < 2) return usage_error("expected attach, serve, do or list");
  const std::string_view first = argv[1];
  if (first.starts_with('-')) {
    auto options = take(Action::help, "+:hV", plain_options.data(), argc, argv);
    return options;
  }
  if (first == "attach" || first == "serve") {
    const Action action = first == "attach" ? Action::attach : Action::serve;
    auto options = take(action, ":h", run_options.data(), argc - 1, argv + 1);
    if (!options || options->action == Action::help) return options;
    return check_run(std::move(*options), first);
  }
  if (first == "do") {
    auto options = take(Action::command, "+:h", do_options.data(), argc - 1, argv + 1);
    if (!options || options->action == Action::help) return options;
    return check_do(std::move(*options));
  }
  if (first == "list") {
    auto options = take(Action::list, ":hV", plain_options.data(), argc - 1, argv + 1);
    if (!options || options->words.empty()) return options;
    return usage_error(fmt::format("list takes no names, found \"{}\"", options->words[0]));
  }
  return usage_error(fmt::format("found \"{}\", expected attach, serve, do or list", first));
}

}  // namespace upshid::sim
