#ifndef UPSHID_WATCH_WORKER_H
#define UPSHID_WATCH_WORKER_H

// A thread that does one job at a time. The kernel holds whoever asks a UPS that does not answer
// for 5 s a report (hidraw's feature ioctl, hid_hw_raw_request()), and no signal ends that; so the
// wait is here, and the loop goes on.

#include <functional>
#include <memory>

namespace upshid::watch {

class Worker {
 public:
  // Without memory or descriptors for a thread, start() does the job itself.
  Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  // Waits at most 1 s for a job that runs. One that takes longer is left alone, and what it holds
  // is freed when it is done.
  ~Worker();

  // Readable once a job is done, until take().
  int fd() const;
  bool is_busy() const { return is_busy_; }
  // Only when no other is running. The job must own all that it uses.
  void start(std::function<void()> job);
  // True once for each job, when it is done.
  bool take();

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
  bool has_thread_ = false;
  bool is_busy_ = false;
};

}  // namespace upshid::watch

#endif
