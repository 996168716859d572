#include "upshid-monitor/requests.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>
#include <upshid/action.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "base/text.h"
#include "base/utf8.h"
#include "conf/lexer.h"
#include "monitor/scripts.h"
#include "watch/digest.h"

namespace upshid::daemon {

namespace {

using cli::Refusal;
using cli::Refused;

// What clients may start, so that the state stays small, and the plan has room. No name is longer
// than a word of NUT's files.
constexpr std::size_t max_timers = 100;
constexpr std::size_t max_commands = 64;

constexpr std::chrono::minutes log_pace{1};

// Words that NUT's lexer reads back; what it would not take is shown as '?'.
std::string line_of(std::vector<std::string> words) {
  for (std::string& word : words) word = cli::quotable(std::move(word));
  return cli::quoted_line(words).value_or("");
}

std::string seconds_between(Instant from, Instant to) {
  const auto left = std::max(to - from, Instant::duration(0));
  return fmt::format("{}", std::chrono::ceil<std::chrono::seconds>(left).count());
}

std::string_view name_of_line(monitor::Line line) {
  switch (line) {
    case monitor::Line::mains:
      return "mains";
    case monitor::Line::battery:
      return "battery";
    case monitor::Line::unknown:
      break;
  }
  return "unknown";
}

std::string_view name_of_phase(monitor::Phase phase) {
  switch (phase) {
    case monitor::Phase::none:
      return "none";
    case monitor::Phase::barrier:
      return "waiting-for-commands";
    case monitor::Phase::commanded:
      return "commanded";
    case monitor::Phase::stays_up:
      break;
  }
  return "no-shutdown-command";
}

// What is told for these shuts something down, here or elsewhere.
bool is_grave(NotifyType type, const monitor::Actions& actions) {
  const bool ends = monitor::ends_in_shutdown(type);
  return std::any_of(actions.begin(), actions.end(), [ends](const monitor::Action& action) {
    const auto* run = std::get_if<monitor::RunCommand>(&action);
    return run != nullptr && (ends || run->is_shutdown);
  });
}

// What CMDSCRIPT may be called with: timers and commands of the plan.
std::set<std::string> names_of(const monitor::Settings& settings) {
  std::set<std::string> out;
  for (const PlanLine& line : settings.plan) {
    const std::string& name = line.cancels_timer() ? line.otherwise : line.argument;
    if (!name.empty()) out.insert(name);
  }
  return out;
}

std::vector<std::string> lines_of(const monitor::Actions& actions) {
  std::vector<std::string> lines;
  for (const monitor::Action& action : actions)
    lines.push_back(fmt::format("{} {}", monitor::key_of(action), monitor::describe(action)));
  return lines;
}

}  // namespace

std::string Requests::answer(Instant now, std::string_view line) {
  Words words;
  const auto lexed = conf::lex(line);
  for (const conf::Line& one : lexed.lines) {
    for (const conf::Word& word : one) words.push_back(word.text);
  }
  const Outcome done = lexed.diagnostics.empty()
                           ? perform(now, words)
                           : Refusal{Refused::usage, "invalid quoting in the request: " +
                                                         lexed.diagnostics.front().what};
  std::string out;
  const auto add = [&out](const std::string& text) { out += base::printable(text) + "\n"; };
  if (const auto* refusal = std::get_if<Refusal>(&done)) {
    log_refusal(now, *refusal);
    add(cli::line_of(*refusal));
    return out;
  }
  for (const std::string& one : std::get<Lines>(done)) add(one);
  add("OK");
  return out;
}

Requests::Outcome Requests::perform(Instant now, const Words& words) {
  const std::string verb = words.empty() ? "" : words.front();
  const std::size_t values = words.empty() ? 0 : words.size() - 1;
  if (verb == "status" && values == 0) return status(now);
  if (verb == "list" && values == 0) return list(now);
  const bool is_forced = values == 3 && words[3] == "force";
  if (verb == "start" && (values == 2 || is_forced)) return start(now, words);
  if (verb == "cancel" && values == 1) return cancel(now, words);
  if (verb == "event" && values >= 2 && values <= 4) return event(now, words);
  if (verb == "plan" && values == 3) return plan(now, words);
  if (verb == "fsd" && values == 0) {
    return lines_of(engine_.perform(now, engine_.monitor().force_shutdown(now)));
  }
  if (verb == "reload" && values == 0) {
    if (auto done = hooks_.reload(); !done)
      return Refusal{Refused::configuration, done.error().text()};
    return Lines{"reloaded configuration reloaded"};
  }
  if (verb == "stop" && values == 0) {
    hooks_.stop();
    return Lines{"stopping the monitor is exiting; its state is saved"};
  }
  return Refusal{
      Refused::usage,
      fmt::format(
          "invalid request \"{}\" with {} arguments; expected status, list, start NAME "
          "SECONDS [force], cancel NAME, event TYPE UPS [really] [dry-run], plan TYPE UPS MESSAGE, "
          "fsd, reload or stop",
          verb, values)};
}

std::optional<Refusal> Requests::overload() const {
  const monitor::State& state = engine_.monitor().state();
  for (const auto& [count, most, what] :
       {std::tuple(state.timers.size(), max_timers, "timers are running"),
        std::tuple(state.scripts.size(), max_commands, "commands are running or waiting")}) {
    if (count >= most)
      return Refusal{Refused::too_many, fmt::format("{} {}; no more on request", count, what)};
  }
  return std::nullopt;
}

void Requests::log_refusal(Instant now, const Refusal& refusal) {
  if (refusal.why == Refused::applied) return;
  if (refusal_logged_at_ && now < *refusal_logged_at_ + log_pace) return;
  refusal_logged_at_ = now;
  log_.self(Severity::warning, "request refused: " + refusal.text);
}

Requests::Lines Requests::status(Instant now) const {
  const monitor::State& state = engine_.monitor().state();
  Lines lines{line_of({"monitor", fmt::format("{}", ::getpid()), "version", std::string(version()),
                       "dry-run", engine_.is_dry_run() ? "yes" : "no", "shutdown",
                       std::string(name_of_phase(state.shutdown.phase)), "timers",
                       fmt::format("{}", state.timers.size()), "commands",
                       fmt::format("{}", state.scripts.size()), "confdir", configuration_.confdir,
                       "configuration", watch::digest_of(configuration_)})};
  for (const watch::UpsWatch& watch : watches_->all()) {
    const std::string& name = watch.target().name;
    const monitor::WatchedUps* watched = engine_.monitor().settings().find(name);
    const auto ups = state.upses.find(name);
    if (watched == nullptr || ups == state.upses.end()) continue;
    const monitor::Reading& reading = watch.reading();
    Words words{"ups",         name,
                "system",      watched->system,
                "power-value", fmt::format("{}", watched->power_value),
                "status",      reading.status.text(),
                "since",       seconds_between(watch.since(), now),
                "power",       std::string(name_of_line(ups->second.line)),
                "heard",       ups->second.lost_at || !watch.is_open() ? "no" : "yes"};
    const auto add = [&words](const char* key, std::string value) {
      words.emplace_back(key);
      words.push_back(std::move(value));
    };
    if (reading.charge) add("charge", fmt::format("{}", *reading.charge));
    if (reading.runtime) add("runtime", fmt::format("{}", reading.runtime->count()));
    if (!reading.alarm.empty()) add("alarm", reading.alarm);
    add("device", watch.state_line());
    lines.push_back(line_of(std::move(words)));
  }
  return lines;
}

Requests::Lines Requests::list(Instant now) const {
  Lines lines;
  for (const Timer& timer : engine_.monitor().state().timers) {
    std::string upses;
    std::string types;
    for (const TimerOrigin& origin : timer.origins) {
      upses += (upses.empty() ? "" : ",") + origin.ups;
      types += fmt::format("{}{}", types.empty() ? "" : ",",
                           origin.type ? upshid::name_of(*origin.type) : "");
    }
    lines.push_back(line_of({"timer", timer.name, seconds_between(now, timer.due), upses, types}));
  }
  return lines;
}

Requests::Outcome Requests::start(Instant now, const Words& words) {
  constexpr std::int64_t longest = 2147483647;
  const auto delay = base::parse_integer(words[2]);
  if (words[1].empty() || !delay || *delay < 0 || *delay > longest) {
    return Refusal{
        Refused::usage,
        fmt::format("start \"{}\" \"{}\": expected the name of a timer and a number of seconds",
                    words[1], words[2])};
  }
  const auto names = names_of(engine_.monitor().settings());
  if (words.size() == 3 && !names.contains(words[1])) {
    return Refusal{Refused::unknown_timer,
                   fmt::format("no AT line names {}; expected {}", words[1],
                               names.empty() ? "none, as there are no AT lines"
                                             : fmt::format("{}", fmt::join(names, ", ")))};
  }
  if (auto refusal = overload()) return *std::move(refusal);
  return lines_of(engine_.perform(
      now, engine_.monitor().start_timer(now, words[1], std::chrono::seconds(*delay))));
}

Requests::Outcome Requests::cancel(Instant now, const Words& words) {
  const auto& timers = engine_.monitor().state().timers;
  const bool is_there = std::any_of(timers.begin(), timers.end(),
                                    [&](const Timer& timer) { return timer.name == words[1]; });
  if (!is_there) {
    return Refusal{Refused::unknown_timer, fmt::format("no timer {} is running", words[1])};
  }
  return lines_of(engine_.perform(now, engine_.monitor().cancel_timer(now, words[1])));
}

std::variant<Event, Refusal> Requests::named_event(const std::string& type_word,
                                                   const std::string& ups_word) const {
  const auto type = notify_type(type_word);
  if (!type) {
    return Refusal{
        Refused::usage,
        fmt::format("unknown notify type \"{}\"; expected one such as ONBATT", type_word)};
  }
  Event event{*type, {}, {}};
  if (ups_word.empty()) return event;
  const monitor::WatchedUps* ups = engine_.monitor().settings().find(ups_word);
  if (ups == nullptr)
    return Refusal{Refused::unknown_ups, fmt::format("UPS {} is not watched", ups_word)};
  event.ups = ups->system;
  return event;
}

Requests::Outcome Requests::plan(Instant now, const Words& words) {
  const auto named = named_event(words[1], words[2]);
  if (const auto* refusal = std::get_if<Refusal>(&named)) return *refusal;
  const Event& event = std::get<Event>(named);
  if (engine_.monitor().settings().plans()) {
    return Refusal{Refused::applied,
                   fmt::format("nothing run for {}: NOTIFYCMD is upssched, so upshid-monitor "
                               "applies upssched.conf itself when it sees the event",
                               upshid::name_of(event.type))};
  }
  if (auto refusal = overload(); refusal && !monitor::ends_in_shutdown(event.type))
    return *std::move(refusal);
  return lines_of(engine_.perform(now, engine_.monitor().follow_plan(now, event, words[3])));
}

Requests::Outcome Requests::event(Instant now, const Words& words) {
  bool really = false;
  bool dry_run = false;
  for (std::size_t i = 3; i < words.size(); ++i) {
    if (words[i] != "really" && words[i] != "dry-run") {
      return Refusal{
          Refused::usage,
          fmt::format("unexpected argument \"{}\"; expected really or dry-run", words[i])};
    }
    (words[i] == "really" ? really : dry_run) = true;
  }
  const auto named = named_event(words[1], words[2]);
  if (const auto* refusal = std::get_if<Refusal>(&named)) return *refusal;
  const Event& event = std::get<Event>(named);
  // What would follow is asked of a copy.
  monitor::Monitor copy = engine_.monitor();
  const monitor::Actions actions = copy.notify(now, event);
  if (dry_run) return lines_of(actions);
  if (!really && is_grave(event.type, actions)) {
    return Refusal{Refused::needs_really,
                   fmt::format("commands for {} may shut down this machine or others; to run them, "
                               "add really; to see them, dry-run",
                               upshid::name_of(event.type))};
  }
  if (auto refusal = overload(); refusal && !monitor::ends_in_shutdown(event.type))
    return *std::move(refusal);
  return lines_of(engine_.perform(now, engine_.monitor().notify(now, event)));
}

}  // namespace upshid::daemon
