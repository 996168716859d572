#include "rehearse/plan.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>

#include "rehearse/words.h"

namespace upshid::rehearsal {

namespace {

using monitor::Verb;

// The command that the line is for; empty: none, it only cancels.
const std::string& command_of(const PlanLine& line) {
  if (line.starts_timer() || line.verb == Verb::execute) return line.argument;
  return line.otherwise;
}

std::string words_of(const PlanLine& line) {
  const std::string_view type = name_of(line.type);
  if (line.starts_timer()) {
    return fmt::format("AT {} {} {} {} {}", type, line.ups, name_of(line.verb), line.argument,
                       line.delay.count());
  }
  if (line.verb == Verb::execute)
    return fmt::format("AT {} {} EXECUTE {}", type, line.ups, line.argument);
  return fmt::format("AT {} {} CANCEL-TIMER {} {}", type, line.ups, line.argument, line.otherwise);
}

std::string place_of(const PlanLine& line, std::size_t index,
                     const std::vector<std::string>& places) {
  return index < places.size() ? places[index] + ": " + words_of(line) : words_of(line);
}

class Finder {
 public:
  Finder(const monitor::Settings& settings, const Premises& premises, const Played& played)
      : settings_(settings), premises_(premises), played_(played) {}

  bool ran(const PlanLine& line) const {
    return std::any_of(played_.commands.begin(), played_.commands.end(), [&](const Command& one) {
      return one.name == command_of(line) && one.has_type(line.type);
    });
  }

  // The first time of the event.
  std::optional<Time> came(NotifyType type) const {
    const monitor::WatchedUps* const ups = settings_.find(premises_.ups);
    for (const Entry& entry : played_.entries) {
      const auto* notified = entry.log ? std::get_if<monitor::Notified>(&*entry.log) : nullptr;
      if (notified == nullptr || notified->event.type != type) continue;
      const std::string& about = notified->event.ups;
      if (about.empty() || (ups != nullptr && about == ups->system)) return entry.at;
    }
    return std::nullopt;
  }

  std::string why_not(const PlanLine& line) const {
    const std::string_view type = name_of(line.type);
    const monitor::Notify& how = settings_.notify_of(line.type);
    if (settings_.command_script.empty()) return "there is no CMDSCRIPT";
    if (how.ignore) return fmt::format("NOTIFYFLAG {} in upsmon.conf has IGNORE", type);
    if (!how.exec) return fmt::format("NOTIFYFLAG {} in upsmon.conf has no EXEC", type);
    const monitor::WatchedUps* const ups = settings_.find(premises_.ups);
    if (line.ups != "*" && (ups == nullptr || !monitor::names_ups(line, *ups)))
      return fmt::format("it is for UPS {}", line.ups);
    const auto at = came(line.type);
    if (!at) return {};
    if (line.starts_timer()) return why_no_timer(*at + line.delay);
    if (line.verb == Verb::execute) return "it waits until line power fails";
    return "the timer is running, so it is cancelled";
  }

  // The command of the same name that ran instead, for another event.
  const Command* instead(const PlanLine& line) const {
    if (line.verb != Verb::execute || !came(line.type)) return nullptr;
    const auto& commands = played_.commands;
    const auto other = std::find_if(commands.begin(), commands.end(),
                                    [&](const Command& one) { return one.name == line.argument; });
    return other == commands.end() ? nullptr : &*other;
  }

 private:
  std::string why_no_timer(Time due) const {
    const std::string when = fmt::format("its timer expires at {}", duration_text(due));
    if (played_.mains_back_at && *played_.mains_back_at <= due) {
      return fmt::format("{}, but line power has been back since {}", when,
                         duration_text(*played_.mains_back_at));
    }
    if (played_.fell_at && *played_.fell_at <= due)
      return fmt::format("{}, but the battery is empty at {}", when,
                         duration_text(*played_.fell_at));
    if (played_.commanded_at && *played_.commanded_at <= due) {
      return fmt::format("{}, but this machine shuts down at {}", when,
                         duration_text(*played_.commanded_at));
    }
    if (played_.mains_back_at) return "line power is back each time before its timer expires";
    return "when its timer expires, the condition no longer holds";
  }

  const monitor::Settings& settings_;
  const Premises& premises_;
  const Played& played_;
};

}  // namespace

std::vector<std::string> overlaps(const Played& played) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < played.commands.size(); ++i) {
    for (std::size_t j = i + 1; j < played.commands.size(); ++j) {
      const Command& first = played.commands[i];
      const Command& second = played.commands[j];
      if (first.is_shutdown || second.is_shutdown) continue;
      if (first.ended && *first.ended <= second.began) continue;
      const Time gap = second.began - first.began;
      if (first.is_known || gap == Time(0)) {
        out.push_back(fmt::format("{} and {} run at the same time, from {} on", first.name,
                                  second.name, duration_text(second.began)));
      } else {
        out.push_back(fmt::format("{} and {} run at the same time if {} takes longer than {}",
                                  first.name, second.name, first.name, duration_text(gap)));
      }
    }
  }
  return out;
}

std::vector<std::string> merged(const monitor::Settings& settings,
                                const std::vector<std::string>& places, const Premises& premises,
                                const Played& played) {
  std::vector<std::string> out;
  if (!settings.plans()) return out;
  const Finder finder(settings, premises, played);
  for (std::size_t i = 0; i < settings.plan.size(); ++i) {
    const PlanLine& line = settings.plan[i];
    if (finder.ran(line)) continue;
    if (const Command* other = finder.instead(line)) {
      out.push_back(fmt::format(
          "{} runs once, for {}, and not again for {} ({}); NUT runs both at the same time",
          line.argument, other->types, name_of(line.type), place_of(line, i, places)));
    }
  }
  return out;
}

std::vector<std::string> never_runs(const monitor::Settings& settings,
                                    const std::vector<std::string>& places,
                                    const Premises& premises, const Played& played) {
  std::vector<std::string> out;
  if (settings.plan.empty()) return out;
  if (!settings.plans()) {
    out.emplace_back("upssched.conf as a whole: NOTIFYCMD in upsmon.conf is not upssched");
    return out;
  }
  const Finder finder(settings, premises, played);
  // For events that this scenario does not have, each command is named with its events.
  std::map<std::string, std::vector<std::string>> without_event;
  for (std::size_t i = 0; i < settings.plan.size(); ++i) {
    const PlanLine& line = settings.plan[i];
    const std::string& command = command_of(line);
    if (command.empty() || finder.ran(line) || finder.instead(line) != nullptr) continue;
    const std::string why = finder.why_not(line);
    if (why.empty()) {
      without_event[command].emplace_back(name_of(line.type));
      continue;
    }
    out.push_back(fmt::format("{} ({}): {}", command, place_of(line, i, places), why));
  }
  std::vector<std::string> others;
  for (const auto& [command, types] : without_event)
    others.push_back(fmt::format("{} ({})", command, fmt::join(types, ", ")));
  if (!others.empty())
    out.push_back(fmt::format("{}: these events do not occur", list_text(others)));
  return out;
}

}  // namespace upshid::rehearsal
