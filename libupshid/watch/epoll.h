#ifndef UPSHID_WATCH_EPOLL_H
#define UPSHID_WATCH_EPOLL_H

// One descriptor for many: epoll(7).

#include <cstdint>
#include <vector>

#include "base/unique_fd.h"

namespace upshid::watch {

class Epoll {
 public:
  Epoll();

  int fd() const { return fd_.get(); }
  // -1 is none. A descriptor must be removed before it is closed: a copy of it in a child process
  // would keep it in the set, where nobody can remove it any more.
  void add(int fd, std::uint32_t tag);
  void remove(int fd);
  // The same, but it is among the ready once; then not before rearm().
  void add_once(int fd, std::uint32_t tag);
  void rearm(int fd, std::uint32_t tag);
  // The tags of what is readable or broken. Does not wait.
  std::vector<std::uint32_t> ready() const;

 private:
  void set(int operation, int fd, std::uint32_t events, std::uint32_t tag);

  base::UniqueFd fd_;
};

}  // namespace upshid::watch

#endif
