#ifndef UPSHID_STATUS_WATCH_TERMINAL_H
#define UPSHID_STATUS_WATCH_TERMINAL_H

#include <termios.h>

#include <optional>
#include <string_view>

#include "base/unique_fd.h"
#include "upshid-status/watch_canvas.h"

namespace upshid::status {

// The terminal on standard output as a screen; restored at the end of the object's life.
class Terminal {
 public:
  Terminal() = default;
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() { leave(); }

  // Switches to the alternate screen, hides the cursor and, if standard input is a terminal as
  // well, reads keys at once and without echo. 0 or the errno.
  [[nodiscard]] int enter();
  void leave();

  // 80x24 if the terminal does not report it.
  static ScreenSize size();
  // Standard input if keys can be read, otherwise -1.
  static int key_fd();
  // Whether standard output is a terminal on which a screen can be drawn: not with TERM=dumb.
  static bool can_draw();
  static Look look();

 private:
  bool is_entered_ = false;
  std::optional<termios> before_;
};

// During its life, SIGWINCH, SIGTSTP and SIGCONT make fd() readable. SIGTSTP stays ignored if it
// was. Only one object at a time.
class TerminalSignals {
 public:
  TerminalSignals();
  TerminalSignals(const TerminalSignals&) = delete;
  TerminalSignals& operator=(const TerminalSignals&) = delete;
  ~TerminalSignals();

  int fd() const { return read_end_.get(); }

  struct Came {
    bool stop = false;   // Ctrl-Z.
    bool go_on = false;  // After any stop.
    bool resized = false;
  };
  Came take();
  // Stops this process as SIGTSTP does; returns when it is continued.
  static void stop();

 private:
  base::UniqueFd read_end_;
  base::UniqueFd write_end_;
};

}  // namespace upshid::status

#endif
