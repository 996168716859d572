#include "daemon/repeat_limit.h"

#include <algorithm>
#include <chrono>
#include <type_traits>
#include <variant>

#include "monitor/scripts.h"

namespace upshid::daemon {

namespace {

using Key = std::optional<std::string>;

Key key_of(const monitor::Notified& notified) {
  if (monitor::ends_in_shutdown(notified.event.type)) return std::nullopt;
  return std::string(name_of(notified.event.type)) + " " + notified.event.ups;
}

Key key_of(const monitor::LogEntry& entry) {
  if (severity_of(entry) >= Severity::error) return std::nullopt;
  return std::visit(
      [](const auto& it) -> Key {
        using Entry = std::remove_cvref_t<decltype(it)>;
        if constexpr (std::is_same_v<Entry, monitor::Notified>) {
          return key_of(it);
        } else if constexpr (requires { it.timer; }) {
          return it.timer.name + " " + it.timer.ups;
        } else if constexpr (requires { it.command; }) {
          return it.command.argument + " " + it.command.types;
        } else if constexpr (requires { it.argument; }) {
          return it.argument + " " + it.types;
        } else if constexpr (requires { it.ups; }) {
          return it.ups;
        } else {
          return std::nullopt;
        }
      },
      entry);
}

}  // namespace

std::optional<std::string> repeat_key(const monitor::Action& action) {
  Key key;
  if (const auto* entry = std::get_if<monitor::LogEntry>(&action)) {
    key = key_of(*entry);
  } else if (const auto* wall = std::get_if<monitor::WallMessage>(&action)) {
    if (const auto* notified = std::get_if<monitor::Notified>(&wall->about))
      key = key_of(*notified);
  } else if (const auto* run = std::get_if<monitor::RunCommand>(&action)) {
    if (!run->is_shutdown) key = run->argv.back();
  }
  if (key) key = std::string(monitor::key_of(action)) + " " + *key;
  return key;
}

bool RepeatLimit::passes(Instant now, const std::string& key, const std::string& text) {
  Minute& minute = minutes_[key];
  if (minute.passed == 0) minute.end = now + std::chrono::minutes(1);
  if (minute.passed < max_) {
    ++minute.passed;
    return true;
  }
  minute.held.text = text;
  ++minute.held.count;
  return false;
}

std::vector<RepeatLimit::Held> RepeatLimit::take(Instant now) {
  std::vector<Held> out;
  std::erase_if(minutes_, [&](const auto& entry) {
    const Minute& minute = entry.second;
    if (now < minute.end) return false;
    if (minute.held.count > 0) out.push_back(minute.held);
    return true;
  });
  return out;
}

std::optional<Instant> RepeatLimit::next_deadline() const {
  std::optional<Instant> next;
  for (const auto& [key, minute] : minutes_) {
    if (minute.held.count > 0) next = std::min(next.value_or(minute.end), minute.end);
  }
  return next;
}

}  // namespace upshid::daemon
