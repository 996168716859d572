#ifndef UPSHID_WATCH_UPS_WATCH_H
#define UPSHID_WATCH_UPS_WATCH_H

// One UPS: opened, read, and looked for again when it is gone. What its device has to answer is
// asked by a worker, so nothing here waits for it.

#include <upshid/ups.h>
#include <upshid/watcher.h>

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "monitor/status_events.h"
#include "watch/epoll.h"
#include "watch/worker.h"

namespace upshid::watch {

monitor::Reading reading_of(const Snapshot& snapshot);

class UpsWatch {
 public:
  // Its descriptors are in the set, as `tag` and, for the end of a job, `tag` + 1.
  UpsWatch(WatchTarget target, OpenOptions open, Epoll& epoll, std::uint32_t tag);
  UpsWatch(const UpsWatch&) = delete;
  UpsWatch& operator=(const UpsWatch&) = delete;
  ~UpsWatch();

  const WatchTarget& target() const { return target_; }
  // The UPS's own line, or why it is not open.
  const std::string& state_line() const { return line_; }
  bool is_open() const { return is_open_; }
  const monitor::Reading& reading() const { return reading_; }
  // Since when ups.status is as it is.
  Instant since() const { return since_; }

  // nullptr while it is not open, and while it is being asked.
  Ups* ups();

  Instant next_deadline() const;
  // Its descriptor is readable.
  void note_ready() { is_ready_ = true; }
  // Begins what is due, and takes in what is done. Adds what changed.
  void attend(Instant now, std::vector<WatchChange>& out);

  // On line power, charged, not testing already, and not being asked.
  bool is_fit_for_test() const;
  // Only if it is fit. The result comes by take_test(). Errors: those of Ups::run(); unsupported
  // where this UPS has no such test.
  void start_test(Instant now, bool deep);
  std::optional<Result<void>> take_test();

  // Something was plugged in: look at once.
  void look_now(Instant now);
  // What is known may be of another time: the machine slept, or ups.conf changed.
  void open_again(Instant now);

 private:
  // What a job works on. While it runs, nothing else touches it but `answers`.
  struct Task {
    std::atomic<std::uint32_t> answers{0};
    std::optional<Ups> ups;
    bool is_opened = false;
    std::optional<Error> error;
    bool has_changed = false;
    std::optional<Result<void>> test;
  };

  void begin(Instant now, void (*job)(Task&, const WatchTarget&, const OpenOptions&, Instant));
  void finish(Instant now, std::vector<WatchChange>& out);
  void supervise(Instant now, std::vector<WatchChange>& out);
  void opened(std::vector<WatchChange>& out);
  void take_reading(Instant now, std::vector<WatchChange>& out);
  void lose(Instant now, const Error& error, std::vector<WatchChange>& out);
  void report_loss(Instant now, const Error& error, std::vector<WatchChange>& out);
  void close();
  void set_pace();
  static void look(Task& task, const WatchTarget& target, const OpenOptions& open, Instant now);
  static void run_test(Task& task, const char* command);
  bool is_busy() const { return worker_ && worker_->is_busy(); }

  WatchTarget target_;
  OpenOptions open_;
  Epoll& epoll_;
  std::uint32_t tag_;
  std::optional<Worker> worker_;  // None: what it asks never waits.
  std::shared_ptr<Task> task_;
  bool is_open_ = false;
  bool is_ready_ = false;
  bool is_silent_ = false;  // It is open, and was reported as lost because it does not answer.
  bool closes_ = false;     // When the job is done.
  bool looks_now_ = false;

  std::optional<Instant> heard_at_;  // It answered.
  std::uint32_t answers_ = 0;
  Instant asked_at_{};  // The job began.
  Instant supervised_at_{};
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
