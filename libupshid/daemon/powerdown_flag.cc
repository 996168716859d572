#include "daemon/powerdown_flag.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <future>
#include <system_error>
#include <thread>

#include "base/io_error.h"
#include "base/unique_fd.h"
#include "base/write_all.h"
#include "conf/powerdown_flag.h"

namespace upshid::daemon {

namespace {

using Found = conf::PowerdownFlag::Found;

constexpr std::chrono::seconds patience{5};

// A file system may hang: a disk that fails, a server that lost its power first.
template <class Job>
auto within_patience(const std::string& path, Job job) -> decltype(job()) {
  std::packaged_task<decltype(job())()> task(job);
  auto result = task.get_future();
  try {
    std::thread(std::move(task)).detach();
  } catch (const std::system_error&) {
    return job();
  }
  if (result.wait_for(patience) == std::future_status::ready) return result.get();
  return Error{Code::timeout, path, "the file system does not answer", 0};
}

Result<void> write(const std::string& path) {
  auto flag = conf::open_powerdown_flag(path, O_RDWR);
  if (!flag) return flag.error();
  if (flag->found == Found::other) {
    return Error{Code::invalid_argument, path,
                 "POWERDOWNFLAG names a file with other content; not overwritten", 0};
  }
  if (flag->found == Found::flag) return {};
  base::UniqueFd fd = std::move(flag->fd);
  if (!fd) fd.reset(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
  if (!fd) return base::io_error(path, "cannot write POWERDOWNFLAG", errno);
  int error = base::write_all(fd.get(), conf::powerdown_flag_content);
  // The machine is about to halt, and another program reads the file at the end.
  if (error == 0 && ::fsync(fd.get()) != 0 && errno != EINVAL) error = errno;
  if (error != 0) return base::io_error(path, "cannot write POWERDOWNFLAG", error);
  return {};
}

Result<bool> remove(const std::string& path) {
  const auto flag = conf::open_powerdown_flag(path, O_RDONLY);
  if (!flag) return flag.error();
  if (flag->found == Found::nothing || flag->found == Found::other) return false;
  if (::unlink(path.c_str()) != 0)
    return base::io_error(path, "cannot remove POWERDOWNFLAG", errno);
  return true;
}

}  // namespace

Result<bool> has_powerdown_flag(const std::string& path) {
  return within_patience(path, [path]() -> Result<bool> {
    const auto flag = conf::open_powerdown_flag(path, O_RDONLY);
    if (!flag) return flag.error();
    return flag->found == Found::flag;
  });
}

Result<void> write_powerdown_flag(const std::string& path) {
  return within_patience(path, [path] { return write(path); });
}

Result<bool> remove_powerdown_flag(const std::string& path) {
  return within_patience(path, [path] { return remove(path); });
}

}  // namespace upshid::daemon
