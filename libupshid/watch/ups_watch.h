#ifndef UPSHID_WATCH_UPS_WATCH_H
#define UPSHID_WATCH_UPS_WATCH_H

// One UPS: opened, heard, and looked for again when it is gone.

#include <upshid/ups.h>

#include <optional>
#include <string>
#include <vector>

#include "monitor/status_events.h"
#include "watch/configuration.h"
#include "watch/poll_set.h"

namespace upshid::watch {

monitor::Reading reading_of(const Snapshot& snapshot);

// What became of a UPS.
struct Change {
  enum class Kind : unsigned char {
    opened,
    read,         // Its snapshot is not what it was.
    lost,         // It was open, and is gone.
    unreachable,  // It cannot be opened.
  };
  Kind kind = Kind::read;
  std::string ups;           // Target::name.
  Error error;               // Why it was lost or is unreachable.
  bool is_repeated = false;  // Unreachable for the same reason as before.
};

class UpsWatch {
 public:
  UpsWatch(Target target, OpenOptions open) : target_(std::move(target)), open_(std::move(open)) {}

  const Target& target() const { return target_; }
  bool is_open() const { return ups_.has_value(); }
  // Why it is not open, or the UPS itself in a line.
  const std::string& state_line() const { return line_; }
  // Since when ups.status is as it is.
  const monitor::Reading& reading() const { return reading_; }
  Instant since() const { return since_; }

  void want(PollSet& set) const;
  // Asks what is due, or looks for it. Adds what changed.
  void attend(Instant now, const PollSet& set, std::vector<Change>& out);

  // On mains, charged, and not at it already.
  bool is_fit_for_test() const;
  // Errors: those of Ups::run(); unsupported where this UPS has no such test.
  Result<void> start_test(bool deep);

  // Something was plugged in: look at once.
  void look_now(Instant now);
  // What is known may be of another time: the machine slept, or ups.conf changed.
  void open_again(Instant now);

 private:
  void open(Instant now, std::vector<Change>& out);
  void lose(Instant now, const Error& error, std::vector<Change>& out);
  void set_pace();

  Target target_;
  OpenOptions open_;
  std::optional<Ups> ups_;
  Instant retry_at_{};
  std::chrono::milliseconds retry_pace_{0};
  std::string line_ = "not looked for yet";
  bool is_on_battery_ = false;
  bool is_tested_ = false;
  monitor::Reading reading_;
  Instant since_{};
};

}  // namespace upshid::watch

#endif
