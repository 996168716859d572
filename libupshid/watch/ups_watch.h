#ifndef UPSHID_WATCH_UPS_WATCH_H
#define UPSHID_WATCH_UPS_WATCH_H

// One UPS: opened, read, and opened again after it was unplugged.

#include <upshid/ups.h>
#include <upshid/watcher.h>

#include <optional>
#include <string>
#include <vector>

#include "monitor/status_events.h"
#include "watch/epoll.h"

namespace upshid::watch {

monitor::Reading reading_of(const Snapshot& snapshot);

class UpsWatch {
 public:
  // While it is open, its descriptor is in `epoll` as `tag`.
  UpsWatch(WatchTarget target, OpenOptions open, Epoll& epoll, std::uint32_t tag)
      : target_(std::move(target)), open_(std::move(open)), epoll_(epoll), tag_(tag) {}

  const WatchTarget& target() const { return target_; }
  bool is_open() const { return ups_.has_value(); }
  // The device in one line, or why it is not open.
  const std::string& state_line() const { return line_; }
  // When ups.status last changed.
  const monitor::Reading& reading() const { return reading_; }
  Instant since() const { return since_; }

  Ups* ups() { return ups_ ? &*ups_ : nullptr; }

  Instant next_deadline() const { return ups_ ? ups_->next_deadline() : retry_at_; }
  // Reads what is due, or tries to open the UPS. Adds changes to `out`.
  void attend(Instant now, bool is_ready, std::vector<WatchChange>& out);

  // On line power, charged, and not testing its battery.
  bool is_fit_for_test() const;
  // Errors: those of Ups::run(); unsupported if this UPS has no such test.
  Result<void> start_test(bool deep);

  // A device was plugged in: try to open it at once.
  void look_now(Instant now);
  // Closes it, and opens it at the next attend(): after a suspend, or a change of ups.conf.
  void open_again(Instant now);

 private:
  void open(Instant now, std::vector<WatchChange>& out);
  void lose(Instant now, const Error& error, std::vector<WatchChange>& out);
  void close();
  void set_pace();

  WatchTarget target_;
  OpenOptions open_;
  Epoll& epoll_;
  std::uint32_t tag_;
  std::optional<Ups> ups_;
  Instant retry_at_{};
  std::chrono::milliseconds retry_pace_{0};
  std::string line_ = "not searched for yet";
  bool is_on_battery_ = false;
  bool is_tested_ = false;
  monitor::Reading reading_;
  Instant since_{};
};

}  // namespace upshid::watch

#endif
