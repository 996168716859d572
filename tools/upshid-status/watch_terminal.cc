#include "upshid-status/watch_terminal.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>

#include "base/text.h"
#include "base/write_all.h"

namespace upshid::status {

namespace {

// DEC private modes as xterm documents them: 1049 the alternate screen with the cursor's place
// kept, 25 the cursor. The Linux console before 6.x has no alternate screen; so it is
// cleared at the end.
constexpr std::string_view enter_sequence = "\x1b[?1049h\x1b[?25l\x1b[0m\x1b[H\x1b[2J";
constexpr std::string_view leave_sequence = "\x1b[0m\x1b[H\x1b[2J\x1b[?25h\x1b[?1049l";

std::atomic<int> pipe_of_signals{-1};

extern "C" void tell_signal(int signal) {
  const int error = errno;
  const char byte = signal == SIGTSTP ? 'z' : signal == SIGCONT ? 'c' : 'w';
  static_cast<void>(!::write(pipe_of_signals, &byte, 1));
  errno = error;
}

void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  static_cast<void>(::sigaction(signal, &action, nullptr));
}

bool is_ignored(int signal) {
  struct sigaction action {};
  return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// POSIX: the first of these that is set and not empty names the locale.
bool is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string value = variable(name);
    if (value.empty()) continue;
    std::ranges::transform(value, value.begin(), base::to_lower);
    return value.find("utf-8") != std::string::npos || value.find("utf8") != std::string::npos;
  }
  return false;
}

}  // namespace

int Terminal::enter() {
  if (is_entered_) return 0;
  if (key_fd() >= 0) {
    termios now{};
    if (::tcgetattr(STDIN_FILENO, &now) != 0) return errno;
    before_ = now;
    // Ctrl-C and Ctrl-Z keep their meaning.
    now.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    now.c_cc[VMIN] = 1;
    now.c_cc[VTIME] = 0;
    // From here on it has to be restored, even if one of the two fails.
    is_entered_ = true;
    if (::tcsetattr(STDIN_FILENO, TCSANOW, &now) != 0) return errno;
  }
  is_entered_ = true;
  return base::write_all(STDOUT_FILENO, enter_sequence);
}

void Terminal::leave() {
  if (!is_entered_) return;
  is_entered_ = false;
  static_cast<void>(base::write_all(STDOUT_FILENO, leave_sequence));
  if (before_) static_cast<void>(::tcsetattr(STDIN_FILENO, TCSANOW, &*before_));
}

ScreenSize Terminal::size() {
  winsize now{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &now) != 0 || now.ws_col == 0 || now.ws_row == 0) {
    return {};
  }
  constexpr unsigned short max = 1'000;
  return {std::min(now.ws_col, max), std::min(now.ws_row, max)};
}

int Terminal::key_fd() {
  return ::isatty(STDIN_FILENO) == 1 ? STDIN_FILENO : -1;
}

bool Terminal::can_draw() {
  const std::string term = variable("TERM");
  return ::isatty(STDOUT_FILENO) == 1 && !term.empty() && term != "dumb";
}

// The console's font has only some of the block elements.
Look Terminal::look() {
  return {is_utf8() && variable("TERM") != "linux", variable("NO_COLOR").empty()};
}

TerminalSignals::TerminalSignals() {
  std::array<int, 2> ends{-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
  read_end_.reset(ends[0]);
  write_end_.reset(ends[1]);
  pipe_of_signals = write_end_.get();
  handle(SIGWINCH, tell_signal);
  handle(SIGCONT, tell_signal);
  if (!is_ignored(SIGTSTP)) handle(SIGTSTP, tell_signal);
}

TerminalSignals::~TerminalSignals() {
  if (!read_end_) return;
  handle(SIGWINCH, SIG_DFL);
  handle(SIGCONT, SIG_DFL);
  if (!is_ignored(SIGTSTP)) handle(SIGTSTP, SIG_DFL);
  pipe_of_signals = -1;
}

TerminalSignals::Came TerminalSignals::take() {
  Came out;
  std::array<char, 64> bytes{};
  for (;;) {
    const ssize_t count = ::read(read_end_.get(), bytes.data(), bytes.size());
    if (count <= 0) break;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
      out.stop |= bytes[i] == 'z';
      out.go_on |= bytes[i] == 'c';
      out.resized |= bytes[i] == 'w';
    }
  }
  return out;
}

void TerminalSignals::stop() {
  handle(SIGTSTP, SIG_DFL);
  static_cast<void>(::raise(SIGTSTP));
  handle(SIGTSTP, tell_signal);
}

}  // namespace upshid::status
