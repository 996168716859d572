#include "watch/watches.h"

#include <algorithm>

namespace upshid::watch {

namespace {

constexpr std::uint32_t uevents_tag = 0xffffffff;

}  // namespace

Watches::Watches(std::vector<WatchTarget> targets, const OpenOptions& open) {
  epoll_.add(uevents_.fd(), uevents_tag);
  std::uint32_t tag = 0;
  for (WatchTarget& target : targets) {
    watches_.emplace_back(std::move(target), open, epoll_, tag);
    tag += 2;
  }
}

Instant Watches::next_deadline() const {
  Instant out = Instant::max();
  for (const UpsWatch& watch : watches_) out = std::min(out, watch.next_deadline());
  return out;
}

std::vector<WatchChange> Watches::dispatch(Instant now) {
  for (const std::uint32_t tag : epoll_.ready()) {
    if (tag % 2 == 0 && tag / 2 < watches_.size()) watches_[tag / 2].note_ready();
    if (tag == uevents_tag && uevents_.take()) {
      for (UpsWatch& watch : watches_) watch.look_now(now);
    }
  }
  std::vector<WatchChange> changes;
  for (std::size_t i = 0; i < watches_.size() && changes.empty(); ++i) {
    const std::size_t at = next_;
    next_ = (next_ + 1) % watches_.size();
    watches_[at].attend(now, changes);
  }
  return changes;
}

void Watches::open_again(Instant now) {
  for (UpsWatch& watch : watches_) watch.open_again(now);
}

const UpsWatch* Watches::find(std::string_view name) const {
  const auto found = std::find_if(watches_.begin(), watches_.end(), [name](const UpsWatch& watch) {
    return watch.target().name == name;
  });
  return found == watches_.end() ? nullptr : &*found;
}

}  // namespace upshid::watch
