#include "watch/worker.h"

#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdint>
#include <mutex>
#include <utility>

#include "base/unique_fd.h"

namespace upshid::watch {

namespace {

// Of virtual memory; the pages that it touches count. Reading a UPS takes some 20 kB of them.
constexpr std::size_t stack_size = std::size_t{256} << 10;
constexpr std::chrono::seconds longest_farewell{1};

}  // namespace

struct Worker::Shared {
  base::UniqueFd done_fd{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
  std::mutex mutex;
  std::condition_variable changed;
  std::function<void()> job;
  bool is_running = false;
  bool is_over = false;

  void run() {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock, [this] { return job || is_over; });
      if (!job) return;
      const std::function<void()> mine = std::exchange(job, nullptr);
      lock.unlock();
      mine();
      lock.lock();
      is_running = false;
      const std::uint64_t one = 1;
      (void)!::write(done_fd.get(), &one, sizeof one);
      changed.notify_all();
    }
  }
};

namespace {

// Signals are for the program's own thread.
bool start_thread(void* (*run)(void*), void* argument) {
  sigset_t all{};
  sigset_t before{};
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_attr_t attributes{};
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, stack_size);
  pthread_t thread{};
  const bool is_started = pthread_create(&thread, &attributes, run, argument) == 0;
  pthread_attr_destroy(&attributes);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return is_started;
}

}  // namespace

Worker::Worker() : shared_(std::make_shared<Shared>()) {
  if (!shared_->done_fd) return;
  auto* mine = new std::shared_ptr<Shared>(shared_);
  has_thread_ = start_thread(
      [](void* argument) -> void* {
        const std::unique_ptr<std::shared_ptr<Shared>> own(
            static_cast<std::shared_ptr<Shared>*>(argument));
        (*own)->run();
        return nullptr;
      },
      mine);
  if (!has_thread_) delete mine;
}

Worker::~Worker() {
  std::unique_lock lock(shared_->mutex);
  shared_->is_over = true;
  shared_->changed.notify_all();
  shared_->changed.wait_for(lock, longest_farewell, [this] { return !shared_->is_running; });
}

int Worker::fd() const {
  return shared_->done_fd.get();
}

void Worker::start(std::function<void()> job) {
  is_busy_ = true;
  if (!has_thread_) {
    job();
    return;
  }
  const std::lock_guard lock(shared_->mutex);
  shared_->job = std::move(job);
  shared_->is_running = true;
  shared_->changed.notify_all();
}

bool Worker::take() {
  if (!is_busy_) return false;
  if (has_thread_) {
    std::uint64_t count = 0;
    if (::read(shared_->done_fd.get(), &count, sizeof count) != sizeof count) return false;
    // What the job wrote is read after this.
    const std::lock_guard lock(shared_->mutex);
  }
  is_busy_ = false;
  return true;
}

}  // namespace upshid::watch
