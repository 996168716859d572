#ifndef UPSHID_WATCH_WATCHES_H
#define UPSHID_WATCH_WATCHES_H

// Any number of UPSes, with one descriptor to wait for.

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
  // Attends to what is due, and returns as soon as one UPS has changed; the rest is due then.
  std::vector<WatchChange> dispatch(Instant now);

  // False where the kernel tells of no arrivals (a container): UPSes are looked for from time to
  // time only.
  bool hears_arrivals() const { return uevents_.works(); }
  // What is known may be of another time: the machine slept.
  void open_again(Instant now);

  std::deque<UpsWatch>& all() { return watches_; }
  const std::deque<UpsWatch>& all() const { return watches_; }
  // nullptr: no such UPS is watched.
  const UpsWatch* find(std::string_view name) const;

 private:
  Epoll epoll_;
  Uevents uevents_;
  std::deque<UpsWatch> watches_;  // Each stays where it is: it is in the set.
  std::size_t next_ = 0;          // Whose turn it is: a UPS that always has news delays no other.
};

}  // namespace upshid::watch

#endif
