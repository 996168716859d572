#include "upshid-sim/options.h"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

#include "base/duration.h"
#include "base/text.h"
#include "upshid-sim/command.h"

namespace upshid::sim {

namespace {

using cli::store;
using cli::usage_error;

Result<void> take_port(Options& options, std::string_view text) {
  const auto number = base::parse_integer(text);
  if (!number || *number < 0 || *number > 65535)
    return usage_error(fmt::format("--port {}: expected a number from 0 to 65535", text));
  options.port = static_cast<unsigned>(*number);
  return {};
}

Result<void> take_speed(Options& options, std::string_view text) {
  options.speed = speed_named(text);
  if (options.speed) return {};
  return usage_error(fmt::format("--speed {}: expected low or full", text));
}

Result<void> take_duration(std::optional<std::chrono::nanoseconds>& to, std::string_view name,
                           std::string_view text) {
  to = base::parse_duration(text);
  if (to) return {};
  return usage_error(fmt::format("--{} {}: expected a duration such as 4ms", name, text));
}

Result<void> take_latency(Options& options, std::string_view text) {
  return take_duration(options.latency, "latency", text);
}

Result<void> take_cycle(Options& options, std::string_view text) {
  return take_duration(options.cycle, "cycle", text);
}

using Row = cli::Option<Options>;

constexpr Row control{{"control", 0, "PATH", "control socket (/run/upshid-sim/NAME.sock)"},
                      store<&Options::control>};

constexpr std::array run_table{
    Row{{"port", 0, "N",
         "vhci port to plug into (default: any that is free); serve: TCP port (3240), 0 for any"},
        take_port},
    Row{{"speed", 0, "low|full", "instead of that of the unit"}, take_speed},
    Row{{"latency", 0, "TIME", "duration of every control transfer, such as 4ms"}, take_latency},
    Row{{"cycle", 0, "TIME", "interval of interrupt reports (1s); 0: only changes"}, take_cycle},
    Row{{"log", 0, "FILE", "append every transfer with its time"}, store<&Options::log>},
    Row{{"scenario", 0, "FILE", "play a list of lines `TIME VERB ...`"}, store<&Options::scenario>},
    Row{{"name", 0, "NAME", "name for do --to; default: that of the profile or directory"},
        store<&Options::name>},
    control};

constexpr std::array do_table{
    Row{{"to", 0, "NAME", "the simulation; needed only if several are running"},
        store<&Options::name>},
    control};

constexpr std::array<Row, 0> plain_table{};

constexpr std::array words{cli::OptionText{
    "<unit>", 0, "",
    "a profile, maybe with options, such as CP850PFCLCDa,charge=50; or a directory with a captured "
    "device, DIR or DIR/SET"}};

// options_first: the arguments of a verb of `do` are not options.
template <std::size_t size>
Result<Options> take(Action action, const std::array<Row, size>& table, int argc, char** argv,
                     cli::Order order) {
  Options out;
  out.action = action;
  auto line = cli::read_command_line(table, out, argc, argv, order);
  if (!line) return line.error();
  out.request = line->request;
  out.words = std::move(line->words);
  return out;
}

Result<Options> check_run(Options options, std::string_view spelled) {
  if (options.words.empty()) {
    return usage_error(
        fmt::format("{} needs a profile (see upshid-sim list) or a directory", spelled));
  }
  if (options.words.size() > 1) {
    return usage_error(fmt::format(
        "unexpected argument \"{}\": {} takes one unit; for another one, start another upshid-sim",
        options.words[1], spelled));
  }
  options.unit = options.words[0];
  return options;
}

Result<Options> check_do(Options options) {
  if (options.words.empty()) return usage_error("missing verb: see upshid-sim do --help");
  const std::string& last = options.words.back();
  if (options.words.size() == 2 && (last == "--help" || last == "-h")) {
    options.request = cli::Request::help;
    options.words.pop_back();
    if (verb_help(options.words[0]).empty()) {
      return usage_error(
          fmt::format("unknown verb \"{}\"; see upshid-sim do --help", options.words[0]));
    }
    return options;
  }
  if (!options.name.empty() && !options.control.empty()) {
    return usage_error("--to and --control cannot be combined");
  }
  return options;
}

}  // namespace

Result<Options> parse_options(int argc, char** argv) {
  if (argc < 2) return usage_error("missing verb: expected attach, serve, do or list");
  const std::string_view first = argv[1];
  if (first.starts_with('-'))
    return take(Action::list, plain_table, argc, argv, cli::Order::options_first);
  if (first == "attach" || first == "serve") {
    const Action action = first == "attach" ? Action::attach : Action::serve;
    auto options = take(action, run_table, argc - 1, argv + 1, cli::Order::any);
    if (!options || options->request != cli::Request::run) return options;
    return check_run(std::move(*options), first);
  }
  if (first == "do") {
    auto options = take(Action::command, do_table, argc - 1, argv + 1, cli::Order::options_first);
    if (!options || options->request != cli::Request::run) return options;
    return check_do(std::move(*options));
  }
  if (first == "list") {
    auto options = take(Action::list, plain_table, argc - 1, argv + 1, cli::Order::any);
    if (!options || options->words.empty()) return options;
    return usage_error(
        fmt::format("unexpected argument \"{}\": list takes none", options->words[0]));
  }
  return usage_error(fmt::format("unknown verb \"{}\"; expected attach, serve, do or list", first));
}

std::string help_text(const Options& options) {
  if (options.action != Action::command) {
    return fmt::format(R"(usage: upshid-sim attach [options] <unit>
       upshid-sim serve [options] <unit>
       upshid-sim do [--to NAME] <verb> ...
       upshid-sim list

Simulate a USB UPS: plug it into this kernel (attach, root only), or offer it to
`usbip attach` on this machine (serve). do: send a verb to a running simulation; see
do --help. list: print the profiles.

{}{}
Exit status: 0 done; 2 usage error; 3 no such profile or directory, or upshid-sim is not
running; 4 permission denied; 5 several are running and none named; 6 a scenario, a file
of a directory or a command of the scenario is wrong; 8 the kernel or the unit cannot do
that; 9 the port is in use, input/output error; 10 output cannot be written.
See upshid-sim(8).
)",
                       cli::help_of_words(words), cli::help_of(cli::texts_of(run_table)));
  }
  if (!options.words.empty()) return verb_help(options.words.front());
  return fmt::format(R"(usage: upshid-sim do [options] <verb> ...

Send a verb to a running simulation and wait until it is done. Verbs:
{}
REPORT is the ID of a feature report such as 0x0b; or input:0x0b, set:0x0b (SET_REPORT),
string:5. upshid-sim do <verb> --help prints one verb.

{})",
                     verb_help(), cli::help_of(cli::texts_of(do_table)));
}

}  // namespace upshid::sim
