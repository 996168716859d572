#ifndef UPSHID_WATCH_WORKER_H
#define UPSHID_WATCH_WORKER_H

// A thread that does one job at a time. A request to a UPS that does not answer blocks in the
// kernel for 5 s per report (hidraw's feature ioctl, hid_hw_raw_request()), and no signal
// interrupts it; so this thread waits instead of the main loop.

#include <functional>
#include <memory>

namespace upshid::watch {

class Worker {
 public:
  // Without memory or descriptors for a thread, start() does the job itself.
  Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  // Waits up to 1 s for a running job. A longer one is detached, and frees its data when it is
  // done.
  ~Worker();

  // Readable once a job is done, until take().
  int fd() const;
  bool is_busy() const { return is_busy_; }
  // Only if no job is running. The job must own all that it uses.
  void start(std::function<void()> job);
  // True once for each finished job.
  bool take();

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
  bool has_thread_ = false;
  bool is_busy_ = false;
};

}  // namespace upshid::watch

#endif
