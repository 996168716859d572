// The verb test: an event through the real plan.

#include <fmt/format.h>
#include <upshid/event.h>

#include <algorithm>
#include <array>

#include "base/boot_clock.h"
#include "check/monitor_answer.h"
#include "cli/monitor_client.h"
#include "conf/ups_conf.h"
#include "monitor/describe.h"
#include "monitor/monitor.h"
#include "upshid-sched/verbs.h"
#include "watch/configuration.h"
#include "watch/ups_watch.h"

namespace upshid::sched {

namespace {

using Lines = std::vector<std::string>;
using Names = std::vector<std::string>;

// Of the machine, not of a UPS: UPSNAME is empty.
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
          fmt::format("\"{}\" is no event, expected one of {}", word, known),
          0};
}

std::string joined(const Names& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

Result<std::string> the_only(const Names& names, NotifyType type) {
  if (names.size() == 1) return names.front();
  if (names.empty()) return Error{Code::stale, {}, "no UPS is watched", 0};
  return Error{Code::invalid_argument,
               {},
               fmt::format("{} of which UPS? {} are watched", name_of(type), joined(names)),
               0};
}

// Which UPS the monitor is to be told of.
Result<std::string> ups_of(const Options& options, NotifyType type) {
  if (options.words.size() > 1) return options.words[1];
  if (has_no_ups(type)) return std::string();
  const auto lines = cli::ask_monitor(options.socket(), {"status"});
  if (!lines) return lines.error();
  const auto status = check::read_status(*lines);
  if (!status) return status.error();
  Names names;
  for (const check::UpsStatus& ups : status->upses) names.push_back(ups.name);
  return the_only(names, type);
}

bool some_line(const Lines& lines, std::string_view begin, std::string_view inside) {
  return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
    return line.starts_with(begin) && line.find(inside) != std::string::npos;
  });
}

Answer answer_of(const Lines& lines) {
  Answer out;
  for (const std::string& line : lines) out.output += line + "\n";
  if (!some_line(lines, "run: ", "") && !some_line(lines, "log: timer ", "") &&
      !some_line(lines, "log: LOWBATT of ", ""))
    out.output += "no command follows\n";
  return out;
}

// What the protocol calls words are options here.
Error with_options(Error error) {
  for (const auto& [word, option] : {std::pair{"say really to", "say --really to"},
                                     std::pair{"or dry-run to", "or --dry-run to"}}) {
    const auto at = error.what.find(word);
    if (at != std::string::npos) error.what.replace(at, std::string_view(word).size(), option);
  }
  return error;
}

// Without a monitor: by the configuration that it would read.
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
  // An event alone shuts nothing down.
  monitor::Settings settings = configuration.settings;
  settings.min_supplies = 0;
  monitor::Settings without_plan = settings;
  without_plan.plan.clear();
  monitor::Monitor monitor(std::move(without_plan));
  Names names;
  for (const monitor::WatchedUps& ups : configuration.settings.upses) names.push_back(ups.name);
  auto name = options.words.size() > 1 ? Result<std::string>(options.words[1])
              : has_no_ups(type)       ? Result<std::string>(std::string())
                                       : the_only(names, type);
  if (!name) return refuse(name.error(), complainer);
  Event event{type, {}, {}};
  const auto now = base::boot_time_now();
  if (!name->empty()) {
    const monitor::WatchedUps* ups = configuration.settings.find(*name);
    if (ups == nullptr) {
      complainer.say(fmt::format("UPS {} is not watched, expected {}", *name,
                                 names.empty() ? "one of ups.conf" : joined(names)));
      return {{}, cli::ExitStatus::upsc_error};
    }
    event.ups = ups->system;
    // With mains present nothing would follow from it.
    if (type == NotifyType::lowbatt) {
      monitor::Reading low;
      low.status = {StatusWord::ob, StatusWord::lb};
      static_cast<void>(monitor.read(now, ups->name, low));
    }
  }
  static_cast<void>(monitor.reload(now, std::move(settings)));
  complainer.say(fmt::format("{}this would follow by the files in {}",
                             options.confdir.empty() ? "no upshid-monitor runs; " : "",
                             conf::confdir_or_default(options.confdir)));
  Lines lines;
  for (const monitor::Action& action : monitor.tell(now, event))
    lines.push_back(monitor::describe(action));
  return answer_of(lines);
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
  // Another folder's files are not what the monitor goes by.
  if (!options.confdir.empty()) {
    if (options.dry_run) return foretell(options, *type, complainer);
    complainer.say("--confdir without --dry-run: the monitor runs what its own files say");
    return {{}, cli::ExitStatus::usage};
  }
  const auto ups = ups_of(options, *type);
  auto words = ups ? std::vector<std::string>{"event", std::string(name_of(*type)), *ups}
                   : std::vector<std::string>();
  if (options.really) words.emplace_back("really");
  if (options.dry_run) words.emplace_back("dry-run");
  const auto done = ups ? cli::ask_monitor(options.socket(), words) : Result<Lines>(ups.error());
  if (done) {
    if (!options.dry_run && some_line(*done, "log: timer ", " started, ")) {
      complainer.say(
          "a timer that was started so ends in nothing unless the event is true by then; "
          "upshid-sched start NAME SECONDS has its command run in any case");
    }
    return answer_of(*done);
  }
  const Error& error = done.error();
  const bool no_monitor = error.code == Code::not_found && !error.where.empty();
  if (no_monitor && options.dry_run) return foretell(options, *type, complainer);
  Answer out = refuse(with_options(error), complainer);
  if (no_monitor) complainer.say("--dry-run shows what would run, without a monitor as well");
  return out;
}

}  // namespace upshid::sched
