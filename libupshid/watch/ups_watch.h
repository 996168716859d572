#ifndef UPSHID_WATCH_UPS_WATCH_H
#define UPSHID_WATCH_UPS_WATCH_H

// One UPS: opened, read, and opened again after it was unplugged. A worker waits for the answers of
// the device, so nothing here blocks.

#include <upshid/ups.h>
#include <upshid/watcher.h>

#include <atomic>
#include <memory>
#include <mutex>
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
  // Its descriptors are in `epoll`: the device's as `tag`, the worker's as `tag` + 1.
  UpsWatch(WatchTarget target, OpenOptions open, Epoll& epoll, std::uint32_t tag);
  UpsWatch(const UpsWatch&) = delete;
  UpsWatch& operator=(const UpsWatch&) = delete;
  ~UpsWatch();

  const WatchTarget& target() const { return target_; }
  // The device in one line, or why it is not open.
  const std::string& state_line() const { return line_; }
  bool is_open() const { return is_open_; }
  const monitor::Reading& reading() const { return reading_; }
  // When ups.status last changed.
  Instant since() const { return since_; }

  // nullptr while it is not open, or the worker has it.
  Ups* ups();

  Instant next_deadline() const;
  // Its descriptor is readable.
  void note_ready() { is_ready_ = true; }
  // Starts what is due, and takes the results of what is done. Adds changes to `out`.
  void attend(Instant now, std::vector<WatchChange>& out);

  // On line power, charged, not testing its battery, and idle.
  bool is_fit_for_test() const;
  // Only if it is fit. take_test() returns the result. Errors: those of Ups::run(); unsupported if
  // this UPS has no such test; untested.
  void start_test(Instant now, bool deep);
  std::optional<Result<void>> take_test();

  // A device was plugged in: try to open it at once.
  void look_now(Instant now);
  // Closes it, and opens it at the next attend(): after a suspend, or a change of ups.conf.
  void open_again(Instant now);

 private:
  // What a job uses. While it runs, nothing else uses it, except `answers` and `device`.
  struct Task {
    std::string address;
    OpenOptions open;
    std::atomic<std::uint32_t> answers{0};
    std::mutex mutex;                  // For `device`.
    std::optional<DeviceInfo> device;  // Whose port may be reset.
    std::optional<Ups> ups;
    bool is_opened = false;
    std::optional<Error> error;
    bool has_changed = false;
    std::optional<Result<void>> test;
  };

  void begin(Instant now, void (*job)(Task&, Instant));
  bool hear(Instant now);
  void finish(Instant now, std::vector<WatchChange>& out);
  void supervise(Instant now, std::vector<WatchChange>& out);
  Instant silent_since() const;
  void start_reset(Instant now, std::vector<WatchChange>& out);
  void take_reset(Instant now, std::vector<WatchChange>& out);
  void opened(Instant now, std::vector<WatchChange>& out);
  void take_reading(Instant now, std::vector<WatchChange>& out);
  void lose(Instant now, const Error& error, std::vector<WatchChange>& out);
  void report_loss(Instant now, const Error& error, std::vector<WatchChange>& out);
  void close();
  void set_pace();
  static void look(Task& task, Instant now);
  static void run_test(Task& task, const char* command);
  bool is_busy() const { return worker_ && worker_->is_busy(); }

  WatchTarget target_;
  Epoll& epoll_;
  std::uint32_t tag_;
  std::optional<Worker> worker_;  // None: this UPS answers at once.
  std::shared_ptr<Task> task_;
  bool is_open_ = false;
  bool is_ready_ = false;
  bool is_silent_ = false;  // Reported as lost because it does not answer, while the job waits on.
  bool closes_ = false;     // Once the job is done.
  bool looks_now_ = false;

  std::optional<Instant> heard_at_;  // It answered.
  std::uint32_t answers_ = 0;
  Instant begun_at_{};  // The job.
  Instant asked_at_{};  // First since its last answer; Instant{}: not yet.
  Instant supervised_at_{};
  // A reset waits for the device too, while the worker does.
  std::optional<Worker> resetter_;
  std::shared_ptr<Result<void>> reset_result_;
  Instant may_reset_at_{};
  bool was_reset_ = false;  // Since it last answered.
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
