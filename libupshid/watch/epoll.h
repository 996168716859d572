#ifndef UPSHID_WATCH_EPOLL_H
#define UPSHID_WATCH_EPOLL_H

// One descriptor for several: epoll(7).

#include <cstdint>
#include <vector>

#include "base/unique_fd.h"

namespace upshid::watch {

class Epoll {
 public:
  Epoll();

  int fd() const { return fd_.get(); }
  // -1 has no effect. Remove a descriptor before closing it: a copy in a child process would keep
  // it in the set, and it could not be removed any more.
  void add(int fd, std::uint32_t tag);
  void remove(int fd);
  // Whether it is waited for; if not, an error is told once.
  void heed(int fd, std::uint32_t tag, bool heeds);
  // The tags of descriptors that are readable or have an error. Does not wait.
  std::vector<std::uint32_t> ready() const;

 private:
  void set(int operation, int fd, std::uint32_t events, std::uint32_t tag);

  base::UniqueFd fd_;
};

}  // namespace upshid::watch

#endif
