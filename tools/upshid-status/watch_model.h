#ifndef UPSHID_STATUS_WATCH_MODEL_H
#define UPSHID_STATUS_WATCH_MODEL_H

// What --watch knows: the last reading, what changed and when, and what happened before. It reads
// no clock and no device.

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

// One variable that is not what it was. Empty: it is not there.
struct Change {
  std::string name;
  std::optional<std::string> before;
  std::optional<std::string> after;
};

// Something that cannot be read.
struct Problem {
  std::string reason;
  std::string text;  // The reason, and what is missing for it.
};

// What a reading brought.
struct News {
  bool is_back = false;            // After the UPS had been lost.
  std::vector<Change> changes;     // ups.status first, then by name.
  std::vector<std::string> begun;  // What cannot be read from now on, as sentences.
  std::vector<std::string> over;   // What can be read again.
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
  // How long what changed stands out.
  static constexpr std::chrono::seconds highlight{5};

  News tell(const Moment& now, const Snapshot& snapshot);
  // The UPS cannot be read. True when that is new.
  bool lose(const Moment& now, const std::string& why);
  // Nothing new, but time went on.
  void go_on(Instant now);

  bool is_lost() const { return why_lost_.has_value(); }
  const std::string& why_lost() const { return *why_lost_; }
  const Snapshot& snapshot() const { return snapshot_; }
  const std::vector<Problem>& problems() const { return problems_; }
  const History& history() const { return history_; }
  const std::deque<Event>& events() const { return events_; }
  Power power() const { return power_; }
  // Since when the source of power, or the loss of the UPS, is what it is.
  Instant since() const { return since_; }
  // False: it was so when watching began.
  bool saw_it_begin() const { return saw_it_begin_; }
  // The highest runtime seen, for a scale that only grows.
  double longest_runtime() const { return longest_runtime_; }
  // How the variable changed, while that is news.
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
  double longest_runtime_ = 0;
  Sample sample_;
  History history_;
  std::map<std::string, Mark, std::less<>> marks_;
  std::vector<Problem> problems_;
  std::deque<Event> events_;
};

// What of a reading failed, one for each reason.
std::vector<Problem> problems_of(const Snapshot& snapshot);

}  // namespace upshid::status

#endif
