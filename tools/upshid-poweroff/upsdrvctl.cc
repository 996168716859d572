#include "upshid-poweroff/upsdrvctl.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "cli/ups_spec.h"
#include "upshid-poweroff/cut.h"
#include "watch/configuration.h"

namespace upshid::poweroff {

namespace {

using cli::Answer;
using cli::ExitStatus;
using cli::ignore;

struct Upsdrvctl {
  cli::Request request = cli::Request::run;
  bool dry_run = false;
  std::string confdir;
  std::string verb;
  watch::UpsSpec ups;  // Without a name: all.
};

constexpr const char* no_effect = "accepted for compatibility; no effect";

constexpr auto table = std::to_array<cli::Option<Upsdrvctl>>({
    {{"", 't', "", "print what would be written to the UPS; write nothing"},
     cli::enable<&Upsdrvctl::dry_run>},
    {{"confdir", 0, "DIR",
      "read the files in DIR (default: /etc/upshid if it exists, otherwise /etc/nut)"},
     cli::store<&Upsdrvctl::confdir>},
    {{"", 'r', "DIR", no_effect}, ignore},
    {{"", 'u', "USER", no_effect}, ignore},
    {{"", 'D', "", no_effect}, ignore},
    {{"", 'd', "", no_effect}, ignore},
    {{"", 'F', "", no_effect}, ignore},
    {{"", 'B', "", no_effect}, ignore},
});

constexpr std::array words{
    cli::OptionText{"shutdown", 0, "",
                    "have <ups>, or each UPS that feeds this machine, cut its power now"},
    cli::OptionText{"start, stop", 0, "", "do nothing: there is no driver process"}};

constexpr std::array<std::string_view, 3> verbs{"shutdown", "start", "stop"};

Result<Upsdrvctl> parse(int argc, char** argv) {
  Upsdrvctl options;
  const auto line = cli::read_command_line(table, options, argc, argv);
  if (!line) return line.error();
  options.request = line->request;
  if (options.request != cli::Request::run) return options;
  if (line->words.empty()) {
    options.request = cli::Request::help;
    return options;
  }
  options.verb = line->words.front();
  if (std::ranges::find(verbs, options.verb) == verbs.end())
    return cli::usage_error(
        fmt::format("unknown command \"{}\"; expected shutdown, start or stop", options.verb));
  if (line->words.size() > 2)
    return cli::usage_error(fmt::format("unexpected argument \"{}\"", line->words[2]));
  if (line->words.size() == 2) {
    auto ups = cli::parse_ups_spec(line->words[1]);
    if (!ups) return ups.error();
    options.ups = *std::move(ups);
  }
  return options;
}

std::string help() {
  return fmt::format(R"(usage: upsdrvctl [-t] shutdown [<ups>]
       upsdrvctl start | stop [<ups>]

Have each UPS cut its power, so that it comes back with line power, as NUT's upsdrvctl
does.

{}{}
Exit status: 0 done; 1 anything else. See upshid-poweroff(8).
)",
                     cli::help_of_words(words), cli::help_of(cli::texts_of(table)));
}

Answer perform(const Upsdrvctl& options, const cli::Complainer& complainer) {
  if (options.verb != "shutdown") {
    complainer.say(fmt::format(
        "nothing to {}: upshid has no driver processes; see upshid-monitor(8)", options.verb));
    return {};
  }
  watch::Request request{options.confdir, {}};
  if (!options.ups.address.empty()) request.upses.push_back(options.ups);
  const auto configuration = watch::load_configuration(request);
  const auto around =
      make_surroundings(options.confdir, options.dry_run,
                        [complainer](const std::string& text) { complainer.say(text); });
  const Cuts cuts = cut_all(configuration, around, options.ups.name);
  if (cuts.count > 0) return {{}, cuts.status};
  complainer.say(options.ups.name.empty() ? "no UPS feeds this machine"
                                          : fmt::format("unknown UPS {}", options.ups.name));
  return {{}, ExitStatus::upsc_error};
}

}  // namespace

Answer run_as_upsdrvctl(int argc, char** argv, const cli::Complainer& complainer) {
  return cli::act_on(parse(argc, argv), complainer, help,
                     [&](const Upsdrvctl& options) { return perform(options, complainer); });
}

}  // namespace upshid::poweroff
