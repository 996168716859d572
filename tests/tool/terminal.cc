#include "tool/terminal.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstring>

#include "skip.h"
#include "tool/run.h"

namespace upshid::test {

namespace {

constexpr std::chrono::seconds max_wait{30};

using Name = std::array<char, 64>;

using Clock = std::chrono::steady_clock;

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> out;
  out.reserve(strings.size() + 1);
  for (std::string& text : strings) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

// The other side of a pseudo-terminal; empty where there are none.
base::UniqueFd open_slave(int master, Name& name) {
  if (::grantpt(master) != 0 || ::unlockpt(master) != 0) return {};
  if (::ptsname_r(master, name.data(), name.size()) != 0) return {};
  return base::UniqueFd(::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC));
}

base::UniqueFd open_master() {
  return base::UniqueFd(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
}

}  // namespace

Terminal::Terminal(const std::vector<std::string>& command, const Environment& environment,
                   Output output) {
  master_ = open_master();
  REQUIRE(master_);
  Name name{};
  // Held open, so that the modes can be read after the program has exited.
  slave_ = open_slave(master_.get(), name);
  REQUIRE(slave_);
  resize(80, 24);
  first_modes_ = modes();

  std::array<int, 2> ends{-1, -1};
  if (output == Output::pipe) REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
  out_.reset(ends[0]);
  const base::UniqueFd writing_end(ends[1]);

  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  REQUIRE(::posix_spawn_file_actions_init(&actions) == 0);
  REQUIRE(::posix_spawnattr_init(&attributes) == 0);
  // The first terminal that a session's leader opens is its own.
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name.data(), O_RDWR, 0);
  ::posix_spawn_file_actions_adddup2(
      &actions, output == Output::pipe ? writing_end.get() : STDIN_FILENO, STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);

  std::vector<std::string> words = command;
  std::vector<std::string> variables{"PATH=/usr/bin:/bin"};
  for (const auto& [key, value] : environment)
    variables.emplace_back(key).append("=").append(value);
  add_unless_given(variables, "TERM=", "xterm");
  add_unless_given(variables, "LC_ALL=", "C.UTF-8");
  auto argv = pointers(words);
  auto envp = pointers(variables);
  REQUIRE(::posix_spawn(&child_, argv[0], &actions, &attributes, argv.data(), envp.data()) == 0);
  ::posix_spawn_file_actions_destroy(&actions);
  ::posix_spawnattr_destroy(&attributes);
}

Terminal::~Terminal() {
  if (child_ <= 0) return;
  ::kill(-child_, SIGKILL);
  ::waitpid(child_, nullptr, 0);
}

// False where nothing came in this time or nothing will.
bool Terminal::read_more(int milliseconds) {
  const int fd = out_ ? out_.get() : master_.get();
  pollfd waiting{fd, POLLIN, 0};
  if (::poll(&waiting, 1, milliseconds) <= 0 || (waiting.revents & POLLIN) == 0) return false;
  std::array<char, 4096> bytes{};
  const ssize_t count = ::read(fd, bytes.data(), bytes.size());
  if (count <= 0) return false;
  unread_.append(bytes.data(), static_cast<std::size_t>(count));
  return true;
}

std::string Terminal::read_until(std::string_view text) {
  const auto deadline = Clock::now() + max_wait;
  std::size_t at = std::string::npos;
  while ((at = unread_.find(text)) == std::string::npos && Clock::now() < deadline) {
    read_more(100);
  }
  INFO("waited for \"", std::string(text), "\", read: ", unread_);
  REQUIRE(at != std::string::npos);
  std::string out = unread_.substr(0, at + text.size());
  unread_.erase(0, out.size());
  return out;
}

std::string Terminal::read_to_end() {
  while (read_more(0)) {
  }
  return std::exchange(unread_, {});
}

void Terminal::type(std::string_view keys) {
  REQUIRE(::write(master_.get(), keys.data(), keys.size()) == static_cast<ssize_t>(keys.size()));
}

void Terminal::resize(unsigned short columns, unsigned short rows) {
  winsize size{};
  size.ws_col = columns;
  size.ws_row = rows;
  REQUIRE(::ioctl(master_.get(), TIOCSWINSZ, &size) == 0);
}

void Terminal::signal(int number) const {
  REQUIRE(::kill(child_, number) == 0);
}

void Terminal::hang_up() {
  if (out_) {
    out_.reset();
    return;
  }
  slave_.reset();
  master_.reset();
}

termios Terminal::modes() const {
  termios out{};
  REQUIRE(::tcgetattr(slave_.get(), &out) == 0);
  return out;
}

int Terminal::wait_for_end() {
  const auto deadline = Clock::now() + max_wait;
  int state = 0;
  pid_t ended = 0;
  while ((ended = ::waitpid(child_, &state, WNOHANG)) == 0 && Clock::now() < deadline) {
    // Someone must take what it writes, or it cannot end.
    if (!read_more(20)) ::poll(nullptr, 0, 5);
  }
  REQUIRE(ended == child_);
  child_ = -1;
  return WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
}

bool is_same(const termios& a, const termios& b) {
  return a.c_iflag == b.c_iflag && a.c_oflag == b.c_oflag && a.c_cflag == b.c_cflag &&
         a.c_lflag == b.c_lflag && std::memcmp(a.c_cc, b.c_cc, sizeof a.c_cc) == 0;
}

bool terminals_are_there() {
  const base::UniqueFd master = open_master();
  Name name{};
  if (master && open_slave(master.get(), name)) return true;
  upshid::test::skip("no pseudo-terminals; mount devpts on /dev/pts");
  return false;
}

std::vector<std::string> status_command(const std::vector<std::string>& arguments) {
  std::vector<std::string> out{UPSHID_STATUS};
  out.insert(out.end(), arguments.begin(), arguments.end());
  return out;
}

}  // namespace upshid::test
