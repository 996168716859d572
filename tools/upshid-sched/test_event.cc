// The verb test: an event through the real plan.

#include <fmt/format.h>
#include <upshid/action.h>
#include <upshid/event.h>

#include <algorithm>
#include <array>
#include <optional>
#include <variant>

#include "base/boot_clock.h"
#include "check/monitor_answer.h"
#include "cli/monitor_request.h"
#include "conf/ups_conf.h"
#include "monitor/monitor.h"
#include "upshid-sched/verbs.h"
#include "watch/configuration.h"
#include "watch/ups_watch.h"

namespace upshid::sched {

namespace {

using Done = std::vector<cli::DoneLine>;
using Names = std::vector<std::string>;

// Events of the machine, for which UPSNAME is empty.
bool has_no_ups(NotifyType type) {
  constexpr std::array types{NotifyType::shutdown, NotifyType::noparent,
                             NotifyType::suspend_starting, NotifyType::suspend_finished,
                             NotifyType::shutdown_hostsync};
  return std::ranges::find(types, type) != types.end();
}

Error unknown_type(const std::string& word) {
  std::string known;
  for (std::size_t i = 0; i < notify_type_count; ++i) {
    known += known.empty() ? "" : ", ";
    known += name_of(static_cast<NotifyType>(i));
  }
  return {Code::invalid_argument,
          {},
          fmt::format("unknown notify type \"{}\"; expected one of {}", word, known),
          0};
}

std::string joined(const Names& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

// The name of a UPS; empty for an event of the machine.
using Choice = std::variant<std::string, cli::Refusal>;

Choice the_only(const Names& names, NotifyType type) {
  if (names.size() == 1) return names.front();
  if (names.empty()) return cli::Refusal{cli::Refused::unknown_ups, "no UPS is watched"};
  return cli::Refusal{
      cli::Refused::usage,
      fmt::format("{}: several UPSes are watched, name one: {}", name_of(type), joined(names))};
}

std::optional<std::string> given_ups(const Options& options, NotifyType type) {
  if (options.words.size() > 1) return options.words[1];
  if (has_no_ups(type)) return std::string();
  return std::nullopt;
}

// The UPS of the event.
Result<Choice> ups_of(const Options& options, NotifyType type) {
  if (auto given = given_ups(options, type)) return Choice(*std::move(given));
  const auto answer = cli::ask_monitor(options.socket(), {"status"});
  if (!answer) return answer.error();
  if (answer->refusal) return Choice(*answer->refusal);
  const auto status = check::read_status(answer->lines);
  if (!status) return status.error();
  Names names;
  for (const check::UpsStatus& ups : status->upses) names.push_back(ups.name);
  return the_only(names, type);
}

bool has_word(const Done& done, std::string_view word) {
  return std::ranges::find(done, word, &cli::DoneLine::word) != done.end();
}

Answer answer_of(const Done& done, bool dry_run) {
  Answer out;
  for (const cli::DoneLine& line : done) out.output += line.text + "\n";
  constexpr std::array<std::string_view, 5> effects{"run", "timer-started", "timer-still-running",
                                                    "timer-cancelled", "lowbatt-held"};
  const bool has_effect =
      std::ranges::any_of(effects, [&done](std::string_view word) { return has_word(done, word); });
  if (!has_effect) out.output += dry_run ? "no command would run\n" : "no command was run\n";
  return out;
}

// Without a monitor: by the configuration that it would load.
Answer foretell(const Options& options, NotifyType type, const cli::Complainer& complainer) {
  const auto configuration = watch::load_configuration({options.confdir, {}});
  if (configuration.danger) {
    complainer.say(configuration.danger->text() + "; see upshid-sched check");
    return {{}, cli::ExitStatus::configuration};
  }
  if (configuration.error) {
    complainer.say(configuration.error->text());
    complainer.say("there are errors in the configuration; see upshid-sched check");
  }
  // The event alone does not shut anything down.
  monitor::Settings settings = configuration.settings;
  settings.min_supplies = 0;
  monitor::Settings without_plan = settings;
  without_plan.plan.clear();
  monitor::Monitor monitor(std::move(without_plan));
  Names names;
  for (const monitor::WatchedUps& ups : configuration.settings.upses) names.push_back(ups.name);
  const auto given = given_ups(options, type);
  const Choice choice = given ? Choice(*given) : the_only(names, type);
  if (const auto* refusal = std::get_if<cli::Refusal>(&choice))
    return cli::refuse(*refusal, complainer);
  const auto* name = std::get_if<std::string>(&choice);
  Event event{type, {}, {}};
  const auto now = base::boot_time_now();
  if (!name->empty()) {
    const monitor::WatchedUps* ups = configuration.settings.find(*name);
    if (ups == nullptr) {
      complainer.say(fmt::format("UPS {} is not watched; expected {}", *name,
                                 names.empty() ? "one of ups.conf" : joined(names)));
      return {{}, cli::ExitStatus::upsc_error};
    }
    event.ups = ups->system;
    // On line power it would have no effect.
    if (type == NotifyType::lowbatt) {
      monitor::Reading low;
      low.status = {StatusWord::ob, StatusWord::lb};
      static_cast<void>(monitor.read(now, ups->name, low));
    }
  }
  static_cast<void>(monitor.reload(now, std::move(settings)));
  complainer.say(fmt::format("{}this is what the configuration in {} would do",
                             options.confdir.empty() ? "upshid-monitor is not running; " : "",
                             conf::confdir_or_default(options.confdir)));
  Done lines;
  for (const monitor::Action& action : monitor.notify(now, event))
    lines.push_back({std::string(monitor::key_of(action)), monitor::describe(action)});
  return answer_of(lines, true);
}

// Words of the protocol are options here.
cli::Refusal with_options(cli::Refusal refusal, NotifyType type) {
  if (refusal.why == cli::Refused::needs_really) {
    refusal.text = fmt::format(
        "commands for {} may shut down this machine or others; to run them, add --really; to see "
        "them, --dry-run",
        name_of(type));
  }
  return refusal;
}

Answer without_monitor(const Options& options, NotifyType type, const Error& error,
                       const cli::Complainer& complainer) {
  const bool no_monitor = error.code == Code::not_found;
  if (no_monitor && options.dry_run) return foretell(options, type, complainer);
  Answer out = cli::refuse(error, complainer);
  if (no_monitor) complainer.say("to see what would run without a monitor, use --dry-run");
  return out;
}

}  // namespace

Answer test_event(const Options& options, const cli::Complainer& complainer) {
  const auto type = notify_type(options.words[0]);
  if (!type) {
    complainer.say(unknown_type(options.words[0]).what);
    return {{}, cli::ExitStatus::usage};
  }
  if (options.dry_run && options.really) {
    complainer.say("--dry-run and --really cannot be combined");
    return {{}, cli::ExitStatus::usage};
  }
  // The monitor does not use the files of another directory.
  if (!options.confdir.empty()) {
    if (options.dry_run) return foretell(options, *type, complainer);
    complainer.say("--confdir requires --dry-run: the monitor uses its own configuration");
    return {{}, cli::ExitStatus::usage};
  }
  const auto ups = ups_of(options, *type);
  if (!ups) return without_monitor(options, *type, ups.error(), complainer);
  if (const auto* refusal = std::get_if<cli::Refusal>(&*ups))
    return cli::refuse(*refusal, complainer);
  std::vector<std::string> words{"event", std::string(name_of(*type)), std::get<std::string>(*ups)};
  if (options.really) words.emplace_back("really");
  if (options.dry_run) words.emplace_back("dry-run");
  const auto asked = cli::ask_monitor(options.socket(), words);
  if (!asked) return without_monitor(options, *type, asked.error(), complainer);
  if (asked->refusal) return cli::refuse(with_options(*asked->refusal, *type), complainer);
  Done done;
  for (const std::string& line : asked->lines) done.push_back(cli::done_line(line));
  if (!options.dry_run && has_word(done, "timer-started")) {
    complainer.say(
        "when a timer started in this way expires, its command runs only if the event is true "
        "then; to run the command in any case, use upshid-sched start NAME SECONDS");
  }
  if (has_word(done, "lowbatt-held")) {
    complainer.say(
        "on line power, LOWBATT runs nothing until line power fails; to see what it runs then, use "
        "upshid-sched rehearse; to run a command of AT LOWBATT now, upshid-sched start COMMAND 0");
  }
  return answer_of(done, options.dry_run);
}

}  // namespace upshid::sched
