#ifndef UPSHID_WATCH_WATCHES_H
#define UPSHID_WATCH_WATCHES_H

// Any number of UPSes with one descriptor.

#include <upshid/ups.h>
#include <upshid/watcher.h>

#include <deque>
#include <string_view>
#include <vector>

#include "watch/epoll.h"
#include "watch/uevents.h"
#include "watch/ups_watch.h"

namespace upshid::watch {

class Watches {
 public:
  Watches(std::vector<WatchTarget> targets, const OpenOptions& open);
  Watches(const Watches&) = delete;
  Watches& operator=(const Watches&) = delete;

  int fd() const { return epoll_.fd(); }
  Instant next_deadline() const;
  // Does what is due, and returns as soon as one UPS has changed; the rest is then due at once.
  std::vector<WatchChange> dispatch(Instant now);

  // False if there are no uevents (a container): UPSes are then searched for periodically.
  bool receives_uevents() const { return uevents_.works(); }
  // For example after a suspend.
  void open_again(Instant now);

  std::deque<UpsWatch>& all() { return watches_; }
  const std::deque<UpsWatch>& all() const { return watches_; }
  // nullptr: no such UPS is watched.
  const UpsWatch* find(std::string_view name) const;

 private:
  Epoll epoll_;
  Uevents uevents_;
  std::deque<UpsWatch> watches_;  // Never moved: epoll refers to them.
  std::size_t next_ = 0;  // Whose turn it is, so that a UPS with constant changes delays no other.
};

}  // namespace upshid::watch

#endif
