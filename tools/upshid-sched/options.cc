#include "upshid-sched/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "cli/confdir.h"
#include "cli/monitor_client.h"

namespace upshid::sched {

namespace {

using cli::enable;
using cli::store;
using cli::usage_error;

constexpr auto table = std::to_array<cli::Option<Options>>({
    {{"dry-run", 0, "", "test: print what would run; needs no monitor"}, enable<&Options::dry_run>},
    {{"really", 0, "", "test, fsd: required if that may shut down this machine or others"},
     enable<&Options::really>},
    {{"force", 0, "", "start: also with a name that no AT line has"}, enable<&Options::force>},
    {{"confdir", 0, "DIR",
      "read ups.conf, upsmon.conf, upssched.conf and upshid.conf in DIR (default: /etc/upshid if "
      "it exists, otherwise /etc/nut)"},
     cli::store_confdir<&Options::confdir>},
    {{"statedir", 0, "DIR", "use the monitor that was started with this --statedir"},
     store<&Options::statedir>},
    {{"json", 0, "", "print JSON"}, enable<&Options::json>},
});

constexpr std::array verb_texts{
    cli::OptionText{"test", 0, "",
                    "send an event (ONBATT, ONLINE, LOWBATT, ...) through the plan of the running "
                    "monitor; commands run. Without UPS: the only one"},
    cli::OptionText{"start, cancel", 0, "", "start or cancel a timer by hand"},
    cli::OptionText{"list", 0, "", "print the running timers"},
    cli::OptionText{"status", 0, "", "print the state of the monitor and each UPS"},
    cli::OptionText{"reload", 0, "", "have the monitor reload its configuration"},
    cli::OptionText{"fsd", 0, "", "shut down as if the battery were empty"},
    cli::OptionText{"check", 0, "", "print what the configuration does and what is wrong with it"},
    cli::OptionText{"rehearse", 0, "", "play an outage in virtual time; see rehearse --help"}};

struct VerbRow {
  std::string_view name;
  Verb verb;
  std::string_view form;     // The words after it.
  std::size_t min;           // Words that it requires.
  std::size_t max;           // Words that it accepts.
  std::string_view options;  // Those that it accepts, each with a space before and after it.
};

constexpr std::size_t any_number = 1000;

constexpr std::array verbs{
    VerbRow{"test", Verb::test, "TYPE [UPS]", 1, 2, " statedir confdir dry-run really "},
    VerbRow{"start", Verb::start, "NAME SECONDS", 2, 2, " statedir force "},
    VerbRow{"cancel", Verb::cancel, "NAME", 1, 1, " statedir "},
    VerbRow{"list", Verb::list, "", 0, 0, " statedir json "},
    VerbRow{"status", Verb::status, "", 0, 0, " statedir json "},
    VerbRow{"reload", Verb::reload, "", 0, 0, " statedir "},
    VerbRow{"fsd", Verb::fsd, "", 0, 0, " statedir really "},
    VerbRow{"check", Verb::check, "[UPS[=ADDRESS] ...]", 0, any_number, " statedir confdir json "},
};

const VerbRow* row_of(std::string_view name) {
  const auto* row = std::find_if(verbs.begin(), verbs.end(),
                                 [name](const VerbRow& one) { return one.name == name; });
  return row == verbs.end() ? nullptr : row;
}

constexpr std::string_view expected_verbs =
    "expected test, start, cancel, list, status, reload, fsd, check or rehearse";

Result<void> check_words(const VerbRow& row, const std::vector<std::string>& words) {
  if (words.size() < row.min)
    return usage_error(fmt::format("{} needs more, expected {} {}", row.name, row.name, row.form));
  if (words.size() <= row.max) return {};
  const std::string& word = words[row.max];
  return usage_error(
      row.max == 0
          ? fmt::format("unexpected argument \"{}\": {} takes none", word, row.name)
          : fmt::format("unexpected argument \"{}\": expected {} {}", word, row.name, row.form));
}

}  // namespace

std::string Options::socket() const {
  return cli::monitor_socket(statedir);
}

bool has_event() {
  // NOLINTNEXTLINE: nobody sets them.
  return std::getenv("UPSNAME") != nullptr && std::getenv("NOTIFYTYPE") != nullptr;
}

Result<Options> parse_options(int argc, char** argv, bool has_event) {
  Options options;
  auto line = cli::read_command_line(table, options, argc, argv);
  if (!line) return line.error();
  options.request = line->request;
  if (options.request != cli::Request::run) return options;
  options.words = std::move(line->words);
  const VerbRow* row = options.words.empty() ? nullptr : row_of(options.words.front());
  if (row == nullptr && has_event) {
    options.verb = Verb::follow_plan;
    return options;
  }
  if (options.words.empty()) return usage_error(fmt::format("missing verb: {}", expected_verbs));
  if (row == nullptr)
    return usage_error(
        fmt::format("unknown verb \"{}\"; {}", options.words.front(), expected_verbs));
  options.verb = row->verb;
  options.words.erase(options.words.begin());
  for (const std::string_view name : line->given) {
    if (row->options.find(fmt::format(" {} ", name)) == std::string_view::npos)
      return usage_error(fmt::format("{} has no --{}", row->name, name));
  }
  if (auto checked = check_words(*row, options.words); !checked) return checked.error();
  return options;
}

std::string help_text() {
  return fmt::format(R"(usage: upshid-sched test [--dry-run | --really] TYPE [UPS]
       upshid-sched start [--force] NAME SECONDS
       upshid-sched cancel NAME
       upshid-sched list | status [--json]
       upshid-sched reload
       upshid-sched fsd --really
       upshid-sched check [--json] [UPS[=ADDRESS] ...]
       upshid-sched rehearse ...

Check and rehearse what happens when line power fails; query and control
upshid-monitor.

{}{}
Exit status: 0 done, or nothing wrong but warnings; 1 no such timer or UPS; 2 usage
error, no such --confdir, or --really is required; 3 no monitor is running; 4 permission
denied, for check to read a file of the configuration; 6 check found an error; 9 the
monitor does not answer; 10 output cannot be written. See upshid-sched(8).
)",
                     cli::help_of_words(verb_texts), cli::help_of(cli::texts_of(table)));
}

}  // namespace upshid::sched
