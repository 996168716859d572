#include <upshid/watcher.h>

#include <utility>

#include "watch/watches.h"

namespace upshid {

struct Watcher::State {
  watch::Watches watches;
};

Watcher::Watcher(std::vector<WatchTarget> targets, const OpenOptions& options)
    : state_(new State{{std::move(targets), options}}) {}
Watcher::Watcher(Watcher&&) noexcept = default;
Watcher& Watcher::operator=(Watcher&&) noexcept = default;
Watcher::~Watcher() = default;

int Watcher::fd() const {
  return state_->watches.fd();
}

Instant Watcher::next_deadline() const {
  return state_->watches.next_deadline();
}

std::vector<WatchChange> Watcher::dispatch(Instant now) {
  return state_->watches.dispatch(now);
}

Ups* Watcher::find(std::string_view name) {
  for (watch::UpsWatch& watch : state_->watches.all()) {
    if (watch.target().name == name) return watch.ups();
  }
  return nullptr;
}

void Watcher::open_again(Instant now) {
  state_->watches.open_again(now);
}

}  // namespace upshid
