#ifndef UPSHID_STATUS_WATCH_TERMINAL_H
#define UPSHID_STATUS_WATCH_TERMINAL_H

#include <termios.h>

#include <optional>
#include <string_view>

#include "base/unique_fd.h"
#include "upshid-status/watch_canvas.h"

namespace upshid::status {

// The terminal on standard output as a screen to draw on, given back as it was at the end of this
// object's life, whatever the end is.
class Terminal {
 public:
  Terminal() = default;
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() { leave(); }

  // Takes the alternate screen, hides the cursor and, where standard input is a terminal too, has
  // keys come at once and without echo. 0, or the errno of what failed.
  [[nodiscard]] int enter();
  void leave();

  // 80x24 where the terminal does not tell.
  static ScreenSize size();
  // Standard input where keys can be read, else -1.
  static int key_fd();
  // Whether standard output is a terminal that a screen can be drawn on: TERM=dumb is none.
  static bool can_draw();
  static Look look();

 private:
  bool is_entered_ = false;
  std::optional<termios> before_;
};

// While it lives, SIGWINCH, SIGTSTP and SIGCONT make fd() readable instead of acting unseen.
// SIGTSTP stays as it is where it was ignored. One at a time.
class TerminalSignals {
 public:
  TerminalSignals();
  TerminalSignals(const TerminalSignals&) = delete;
  TerminalSignals& operator=(const TerminalSignals&) = delete;
  ~TerminalSignals();

  int fd() const { return read_end_.get(); }

  struct Came {
    bool stop = false;   // Ctrl-Z.
    bool go_on = false;  // After a stop, also one that nobody told of.
    bool resized = false;
  };
  Came take();
  // Stops this process as SIGTSTP would have; returns when it is to go on.
  static void stop();

 private:
  base::UniqueFd read_end_;
  base::UniqueFd write_end_;
};

}  // namespace upshid::status

#endif
