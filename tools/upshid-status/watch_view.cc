#include "upshid-status/watch_view.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
#include <utility>

#include "base/write_all.h"
#include "upshid-status/typed_json.h"
#include "upshid-status/watch_lines.h"
#include "upshid-status/watch_screen.h"
#include "upshid-status/watch_terminal.h"

namespace upshid::status {

namespace {

constexpr char ctrl_d = 0x04;
constexpr char ctrl_l = 0x0c;

class ScreenView : public WatchView {
 public:
  explicit ScreenView(const std::string& ups_name)
      : look_(Terminal::look()), key_fd_(Terminal::key_fd()) {
    caption_.name = ups_name;
    if (key_fd_ < 0) caption_.quit_hint = "Ctrl-C quit";
  }

  int begin() override { return terminal_.enter(); }
  int tell(const Moment&, const WatchModel&, const News&) override { return 0; }
  int lose(const Moment&, const WatchModel&) override { return 0; }

  int show(const Moment& now, const WatchModel& model) override {
    Canvas next = draw_screen(model, caption_, Terminal::size(), look_, now);
    const std::string bytes = next.frame(shown_ ? &*shown_ : nullptr);
    shown_.emplace(std::move(next));
    return bytes.empty() ? 0 : base::write_all(STDOUT_FILENO, bytes);
  }

  // For the clock.
  Instant next_show(const Moment& now) const override { return now.boot + std::chrono::seconds(1); }

  int key_fd() const override { return key_fd_; }
  int signal_fd() const override { return signals_.fd(); }

  Wish take_keys() override {
    std::array<char, 64> keys{};
    const ssize_t count = ::read(key_fd_, keys.data(), keys.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return Wish::none;
    if (count <= 0) return Wish::end;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
      if (keys[i] == 'q' || keys[i] == 'Q' || keys[i] == ctrl_d) return Wish::end;
      if (keys[i] == ctrl_l) shown_.reset();
    }
    return Wish::none;
  }

  int take_signals() override {
    const auto came = signals_.take();
    if (came.stop) {
      terminal_.leave();
      TerminalSignals::stop();
      static_cast<void>(signals_.take());
    }
    if (came.stop || came.go_on) {
      // Another program may have used the terminal during an undetected stop.
      if (!came.stop) terminal_.leave();
      shown_.reset();
      return terminal_.enter();
    }
    return 0;
  }

  // A person is watching.
  Pace pace() const override {
    Pace out;
    out.live = std::chrono::seconds(5);
    return out;
  }

 private:
  Look look_;
  int key_fd_;
  Caption caption_;
  TerminalSignals signals_;
  Terminal terminal_;
  std::optional<Canvas> shown_;
};

class LineView : public WatchView {
 public:
  explicit LineView(std::string variable) : variable_(std::move(variable)) {}

  int begin() override { return 0; }

  int tell(const Moment& now, const WatchModel& model, const News& news) override {
    const bool is_first = !started_;
    started_ = true;
    return write(is_first ? first_lines(now, model.snapshot(), variable_)
                          : lines_of(now, news, model.snapshot(), variable_));
  }

  int lose(const Moment& now, const WatchModel& model) override {
    return write(loss_line(now, model.why_lost()));
  }

  int show(const Moment&, const WatchModel&) override { return 0; }
  Instant next_show(const Moment&) const override { return Instant::max(); }
  int key_fd() const override { return -1; }
  int signal_fd() const override { return -1; }
  Wish take_keys() override { return Wish::none; }
  int take_signals() override { return 0; }
  Pace pace() const override { return {}; }

 protected:
  static int write(const std::string& lines) {
    return lines.empty() ? 0 : base::write_all(STDOUT_FILENO, lines);
  }

 private:
  std::string variable_;
  bool started_ = false;
};

class JsonView : public LineView {
 public:
  JsonView(std::string ups, std::string variable)
      : LineView(variable), ups_(std::move(ups)), variable_(std::move(variable)) {}

  int tell(const Moment& now, const WatchModel& model, const News& news) override {
    const bool is_first = !std::exchange(started_, true);
    return write(
        json_line_of_state(now, ups_, model.snapshot(), variable_, is_first ? nullptr : &news));
  }

  int lose(const Moment& now, const WatchModel& model) override {
    return write(json_line_of_loss(now, ups_, model.why_lost()));
  }

 private:
  std::string ups_;
  std::string variable_;
  bool started_ = false;
};

}  // namespace

std::unique_ptr<WatchView> make_view(const std::string& ups_name, const std::string& variable,
                                     bool is_json) {
  if (is_json) return std::make_unique<JsonView>(ups_name, variable);
  if (variable.empty() && Terminal::can_draw()) return std::make_unique<ScreenView>(ups_name);
  return std::make_unique<LineView>(variable);
}

}  // namespace upshid::status
