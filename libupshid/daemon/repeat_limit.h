#ifndef UPSHID_DAEMON_REPEAT_LIMIT_H
#define UPSHID_DAEMON_REPEAT_LIMIT_H

// Line power that flickers repeats the same few messages. Of each, some a minute pass; the others
// are counted, and the last of them is shown with their number when the minute is over.

#include <upshid/action.h>
#include <upshid/units.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace upshid::daemon {

// The key of an action's message. None: it always passes, because it is an error, or belongs to a
// shutdown.
std::optional<std::string> repeat_key(const monitor::Action& action);

class RepeatLimit {
 public:
  explicit RepeatLimit(int max_a_minute) : max_(max_a_minute) {}

  // `key` is the same for what repeats; `text` is this one. Whether it passes. take() comes before.
  bool passes(Instant now, const std::string& key, const std::string& text);

  struct Held {
    std::string text;  // The last.
    int count = 0;
  };
  // What was held back in minutes that are over.
  std::vector<Held> take(Instant now);
  std::optional<Instant> next_deadline() const;

 private:
  struct Minute {
    Instant end{};
    int passed = 0;
    Held held;
  };
  int max_;
  std::map<std::string, Minute> minutes_;
};

}  // namespace upshid::daemon

#endif
