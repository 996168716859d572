#include "upshid-status/watch.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <optional>

#include "base/boot_clock.h"
#include "upshid-status/watch_view.h"

namespace upshid::status {

namespace {

// How often a disconnected UPS is searched for.
constexpr std::chrono::seconds retry_pace{1};

Moment moment_now() {
  Moment out;
  out.boot = base::boot_time_now();
  const std::time_t wall = std::time(nullptr);
  static_cast<void>(::localtime_r(&wall, &out.local));
  return out;
}

class Watch {
 public:
  Watch(Ups ups, const Options& options, const OpenOptions& open, const cli::EndSignals& signals)
      : name_(options.ups),
        open_(open),
        signals_(signals),
        view_(make_view(ups.name(), options.variable, options.format == Format::typed_json)),
        ups_(std::move(ups)) {
    ups_->set_pace(view_->pace());
  }

  int run() {
    int error = view_->begin();
    while (error == 0 && !signals_.came() && !is_over_) {
      const Moment now = moment_now();
      error = attend(now);
      if (error != 0 || signals_.came()) break;
      model_.go_on(now.boot);
      error = view_->show(now, model_);
      if (error == 0) error = wait(now);
    }
    return signals_.came() ? 0 : error;
  }

 private:
  // Reads what is due, or tries to open the UPS.
  int attend(const Moment& now) {
    if (!ups_ && now.boot >= retry_at_) {
      auto found = Ups::open(name_, open_);
      if (!found) return lose(now, found.error());
      ups_ = std::move(*found);
      ups_->set_pace(view_->pace());
      is_readable_ = true;
    }
    if (!ups_ || (!is_readable_ && now.boot < ups_->next_deadline())) return 0;
    is_readable_ = false;
    const auto is_new = ups_->dispatch(now.boot);
    if (!is_new) return lose(now, is_new.error());
    if (!*is_new) return 0;
    const News news = model_.tell(now, ups_->snapshot());
    return view_->tell(now, model_, news);
  }

  int lose(const Moment& now, const Error& error) {
    ups_.reset();
    retry_at_ = now.boot + retry_pace;
    if (error.code == Code::cancelled && signals_.came()) return 0;
    return model_.lose(now, error.text()) ? view_->lose(now, model_) : 0;
  }

  int wait(const Moment& now) {
    const int ups_fd = ups_ ? ups_->fd() : -1;
    std::array<pollfd, 4> fds{{{signals_.fd(), POLLIN, 0},
                               {ups_fd, POLLIN, 0},
                               {view_->signal_fd(), POLLIN, 0},
                               {view_->key_fd(), POLLIN, 0}}};
    const Instant due = std::min(ups_ ? ups_->next_deadline() : retry_at_, view_->next_show(now));
    const auto left = std::clamp(due - base::boot_time_now(), std::chrono::nanoseconds::zero(),
                                 std::chrono::nanoseconds(std::chrono::minutes(1)));
    const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
    timespec timeout{};
    timeout.tv_sec = static_cast<std::time_t>(seconds.count());
    timeout.tv_nsec = static_cast<long>((left - seconds).count());
    const int ready = ::ppoll(fds.data(), fds.size(), &timeout, nullptr);
    if (ready < 0) return errno == EINTR ? 0 : errno;
    is_readable_ = fds[1].revents != 0;
    if (fds[2].revents != 0) {
      if (const int error = view_->take_signals()) return error == EINTR ? 0 : error;
    }
    if (fds[3].revents != 0) is_over_ = view_->take_keys() == WatchView::Wish::end;
    return 0;
  }

  std::string name_;
  const OpenOptions& open_;
  const cli::EndSignals& signals_;
  WatchModel model_;
  // Restores the terminal last.
  std::unique_ptr<WatchView> view_;
  std::optional<Ups> ups_;
  bool is_readable_ = false;
  bool is_over_ = false;
  Instant retry_at_{};
};

}  // namespace

int watch(Ups ups, const Options& options, const OpenOptions& open,
          const cli::EndSignals& signals) {
  return Watch(std::move(ups), options, open, signals).run();
}

}  // namespace upshid::status
