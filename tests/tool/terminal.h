#ifndef UPSHID_TESTS_TOOL_TERMINAL_H
#define UPSHID_TESTS_TOOL_TERMINAL_H

#include <sys/types.h>
#include <termios.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/unique_fd.h"

namespace upshid::test {

// A program with a terminal of its own, 80x24, on which all its streams are and which its session
// is led from; or with its output in a pipe. Nothing here waits longer than 30 s.
class Terminal {
 public:
  enum class Output : unsigned char { terminal, pipe };
  using Environment = std::vector<std::pair<std::string, std::string>>;

  // TERM=xterm and LC_ALL=C.UTF-8 unless told otherwise.
  explicit Terminal(const std::vector<std::string>& command, const Environment& environment = {},
                    Output output = Output::terminal);
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal();

  // All that was written up to the end of `text`, which was not read before. Fails the test where
  // that never comes.
  std::string read_until(std::string_view text);
  // What is left when the program has ended.
  std::string read_to_end();
  void type(std::string_view keys);
  void resize(unsigned short columns, unsigned short rows);
  void signal(int number) const;
  // The line goes dead: the terminal's window, or the pipe's reading end, is closed.
  void hang_up();

  termios modes() const;
  // Before the program began.
  const termios& first_modes() const { return first_modes_; }
  // As shells do it; 128 + n for a signal n.
  int wait_for_end();

 private:
  bool read_more(int milliseconds);

  base::UniqueFd master_;
  base::UniqueFd slave_;
  base::UniqueFd out_;  // Of the pipe.
  pid_t child_ = -1;
  termios first_modes_{};
  std::string unread_;
};

bool is_same(const termios& a, const termios& b);

// Whether a Terminal can be had: a bare chroot has no devpts. Says that the test is skipped where
// not.
bool terminals_are_there();

// upshid-status with these arguments.
std::vector<std::string> status_command(const std::vector<std::string>& arguments);

}  // namespace upshid::test

#endif
