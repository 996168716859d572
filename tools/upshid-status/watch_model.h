#ifndef UPSHID_STATUS_WATCH_MODEL_H
#define UPSHID_STATUS_WATCH_MODEL_H

// The state of --watch: the last reading, changes with their times, and past events. Without I/O
// and clock.

#include <upshid/variable.h>

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "upshid-status/watch_history.h"
#include "upshid-status/watch_moment.h"
#include "upshid-status/watch_words.h"

namespace upshid::status {

// A changed variable. Empty: absent.
struct Change {
  std::string name;
  std::optional<std::string> before;
  std::optional<std::string> after;
};

// A report that cannot be read.
struct Problem {
  std::string reason;
  std::string text;  // The reason, and what is missing.
};

// The changes by a reading.
struct News {
  bool is_back = false;            // After it was disconnected.
  std::vector<Change> changes;     // ups.status first, then by name.
  std::vector<std::string> begun;  // New problems, as sentences.
  std::vector<std::string> over;   // Reasons of problems that are over.
};

struct Event {
  std::tm local{};
  Power power = Power::unknown;
  std::string text;
};

enum class Direction : std::uint8_t { up, down, other };

class WatchModel {
 public:
  static constexpr std::size_t max_events = 200;
  // How long a change is highlighted.
  static constexpr std::chrono::seconds highlight{5};

  News tell(const Moment& now, const Snapshot& snapshot);
  // The UPS cannot be read. True if that is new.
  bool lose(const Moment& now, const std::string& why);
  // Time has passed without a change.
  void go_on(Instant now);

  bool is_lost() const { return why_lost_.has_value(); }
  const std::string& why_lost() const { return *why_lost_; }
  const Snapshot& snapshot() const { return snapshot_; }
  const std::vector<Problem>& problems() const { return problems_; }
  const History& history() const { return history_; }
  const std::deque<Event>& events() const { return events_; }
  Power power() const { return power_; }
  // When the source of power last changed, or the UPS was disconnected.
  Instant since() const { return since_; }
  // False: since before the start.
  bool saw_it_begin() const { return saw_it_begin_; }
  // The highest runtime seen, for a scale that only grows.
  double max_runtime() const { return max_runtime_; }
  // How the variable changed, while that is highlighted.
  std::optional<Direction> changed(std::string_view name, Instant now) const;

 private:
  struct Mark {
    Instant at;
    Direction direction;
  };

  void note_problems(const Moment& now, const Snapshot& snapshot, News& news);
  void note_events(const Moment& now, const std::vector<Change>& changes);
  void add_event(const Moment& now, std::string text);

  Snapshot snapshot_;
  bool started_ = false;
  std::optional<std::string> why_lost_;
  Power power_ = Power::unknown;
  Instant since_{};
  bool saw_it_begin_ = false;
  double max_runtime_ = 0;
  Sample sample_;
  History history_;
  std::map<std::string, Mark, std::less<>> marks_;
  std::vector<Problem> problems_;
  std::deque<Event> events_;
};

// The failures of a reading, one for each reason: an unplugged device fails all reports for one.
std::vector<Problem> problems_of(const Snapshot& snapshot);

}  // namespace upshid::status

#endif
