#include "daemon/reserve.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>

#include "base/close_from.h"
#include "daemon/keeper_process.h"

namespace upshid::daemon {

namespace {

// For the state, the flag, and what SHUTDOWNCMD prints.
constexpr std::size_t max_descriptors = 8;

// False: there will be none.
bool wait_for_go(int fd) {
  char go = 0;
  ssize_t n = -1;
  do {
    n = ::read(fd, &go, 1);
  } while (n < 0 && errno == EINTR);
  return n == 1;
}

}  // namespace

// At the same address in all three processes.
struct Reserve::Shared {
  static constexpr std::size_t size = std::size_t{64} << 10;

  Prepared prepared;
  std::size_t used = 0;
  alignas(std::max_align_t) std::array<char, size> bytes;

  // nullptr if it does not fit, here and below.
  char* take(std::size_t length) {
    length = (length + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) *
             alignof(std::max_align_t);
    if (length > size - used) return nullptr;
    used += length;
    return bytes.data() + used - length;
  }
  char* copy(const std::string& text) {
    char* const out = take(text.size() + 1);
    if (out != nullptr) std::memcpy(out, text.c_str(), text.size() + 1);
    return out;
  }
  char* const* copy(const std::vector<std::string>& texts) {
    char* const room = take((texts.size() + 1) * sizeof(char*));
    if (room == nullptr) return nullptr;
    auto** const out = new (room) char* [texts.size() + 1] {};
    for (std::size_t i = 0; i < texts.size(); ++i) {
      out[i] = copy(texts[i]);
      if (out[i] == nullptr) return nullptr;
    }
    return out;
  }

  bool prepare(const Kept& kept) {
    used = 0;
    prepared = {copy(kept.argv),
                copy(shell_line(kept)),
                copy(kept.environment),
                copy(kept.claim_path),
                copy(kept.end_path),
                copy(kept.output_path),
                nullptr};
    return prepared.argv != nullptr && prepared.shell_argv != nullptr &&
           prepared.environment != nullptr && prepared.claim_path != nullptr &&
           prepared.end_path != nullptr && prepared.output_path != nullptr;
  }
};

namespace {

// `prepared` is filled in before the go.
[[noreturn]] void wait_as_keeper(const Prepared& prepared, const CodePages& code, int go) {
  (void)::dup2(go, 3);
  base::close_from(4);
  const int null = ::open("/dev/null", O_RDONLY);
  (void)::dup2(null, STDIN_FILENO);
  base::close_from(4);
  (void)::setsid();
  (void)::prctl(PR_SET_NAME, "upshid-reserve");
  std::array<int, 2> ends{-1, -1};
  if (::pipe(ends.data()) != 0) ::_exit(EXIT_FAILURE);
  const pid_t child = ::fork();
  if (child < 0) ::_exit(EXIT_FAILURE);
  if (child == 0) {
    ::close(3);
    ::close(ends[1]);
    code.drop();
    if (!wait_for_go(ends[0])) ::_exit(EXIT_SUCCESS);
    enter(prepared);
    run_command(prepared);
  }
  code.drop();
  if (!wait_for_go(3) || !claim(prepared.claim_path)) {
    ::close(ends[1]);
    (void)::waitpid(child, nullptr, 0);
    ::_exit(EXIT_SUCCESS);
  }
  static_cast<void>(!::write(ends[1], "", 1));
  enter(prepared);
  wait_and_record(prepared, child);
}

}  // namespace

Reserve::Reserve() : shared_(nullptr) {
  void* const memory = ::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  if (memory != MAP_FAILED) shared_ = new (memory) Shared;
  refill();
}

Reserve::~Reserve() {
  go_.reset();
  // So that a service manager finds none of them left.
  if (keeper_ > 0) (void)::waitpid(keeper_, nullptr, 0);
  if (shared_ != nullptr) (void)::munmap(shared_, sizeof(Shared));
}

void Reserve::refill() {
  if (shared_ != nullptr && keeper_ < 0) {
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0) {
      go_.reset(ends[0]);
      const base::UniqueFd theirs(ends[1]);
      keeper_ = ::fork();
      if (keeper_ == 0) wait_as_keeper(shared_->prepared, code_, theirs.get());
    }
  }
  while (descriptors_.size() < max_descriptors) {
    base::UniqueFd fd(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (!fd) return;
    descriptors_.push_back(std::move(fd));
  }
}

pid_t Reserve::start(const Kept& kept) {
  if (keeper_ < 0 || !shared_->prepare(kept)) return -1;
  const pid_t keeper = std::exchange(keeper_, -1);
  // It also fails if that process was killed.
  if (::send(go_.get(), "", 1, MSG_NOSIGNAL) == 1) return keeper;
  (void)::waitpid(keeper, nullptr, 0);
  return -1;
}

}  // namespace upshid::daemon
