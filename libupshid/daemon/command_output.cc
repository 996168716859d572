#include "daemon/command_output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/io_error.h"
#include "base/text.h"

namespace upshid::daemon {

namespace {

constexpr std::size_t max_line = 1000;
// Limits the reads from one command in each turn of the loop, so that a command that writes without
// end costs little while the machine runs on battery.
constexpr int max_reads = 4;
constexpr std::chrono::milliseconds breath{10};
constexpr std::size_t read_size = std::size_t{64} << 10;
// Enough for a full pipe when the command exits.
constexpr int max_last_reads = 16;

}  // namespace

bool LineLimit::may_pass(Instant now) {
  if (now > counted_at_ + pace_ * most_) {
    left_ = most_;
    counted_at_ = now;
  }
  while (left_ < most_ && now >= counted_at_ + pace_) {
    counted_at_ += pace_;
    ++left_;
  }
  if (left_ == most_) counted_at_ = now;
  if (left_ == 0) return false;
  --left_;
  return true;
}

Result<CommandOutput> CommandOutput::open(const std::string& path, std::string name,
                                          std::optional<uid_t> writer) {
  if (::mkfifo(path.c_str(), 0600) != 0 && errno != EEXIST)
    return base::io_error(path, "cannot create a FIFO for the output of a command", errno);
  base::UniqueFd fd(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW));
  if (!fd) return base::io_error(path, "cannot create a FIFO for the output of a command", errno);
  if (writer) (void)::fchown(fd.get(), *writer, static_cast<gid_t>(-1));
  return CommandOutput(std::move(name), std::move(fd));
}

void CommandOutput::want(PollSet& set) const {
  if (is_over_) return;
  if (pause_until_ == Instant{}) {
    set.want(fd_.get());
  } else {
    set.wake_at(pause_until_);
  }
}

void CommandOutput::read(const PollSet& set, Instant now, Log& log) {
  if (pause_until_ != Instant{} ? now < pause_until_ : !set.is_ready(fd_.get())) return;
  pause_until_ = {};
  for (int i = 0; i < max_reads; ++i) {
    if (!read_some(now, log)) return;
  }
  pause_until_ = now + breath;
}

void CommandOutput::finish(Instant now, Log& log) {
  for (int i = 0; i < max_last_reads && read_some(now, log); ++i) {
  }
  if (!line_.empty()) end_line(now, log);
  if (left_out_ > 0) {
    log.line(Severity::notice, as_upssched,
             fmt::format("{}: {} more lines were not logged", name_, left_out_));
  }
  left_out_ = 0;
}

bool CommandOutput::read_some(Instant now, Log& log) {
  std::array<char, read_size> buffer;  // NOLINT: clearing it would cost more than reading.
  const ssize_t n = ::read(fd_.get(), buffer.data(), buffer.size());
  if (n < 0 && errno == EINTR) return true;
  is_over_ = n == 0 || (n < 0 && errno != EAGAIN);
  if (n <= 0) return false;
  take({buffer.data(), static_cast<std::size_t>(n)}, now, log);
  return true;
}

void CommandOutput::take(std::string_view text, Instant now, Log& log) {
  if (limit_.is_reached(now) && text.find('\n') != std::string_view::npos) {
    const std::size_t lines = text.rfind('\n') + 1;
    left_out_ += static_cast<std::uint64_t>(
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(lines), '\n'));
    line_.clear();
    text.remove_prefix(lines);
  }
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    // The rest of a long line is dropped.
    line_ += text.substr(0, std::min(end, max_line - std::min(line_.size(), max_line)));
    if (end == text.size()) return;
    end_line(now, log);
    text.remove_prefix(end + 1);
  }
}

void CommandOutput::end_line(Instant now, Log& log) {
  if (base::trim(line_).empty()) {
    line_.clear();
    return;
  }
  if (limit_.may_pass(now)) {
    log.line(Severity::info, as_upssched, fmt::format("{}: {}", name_, line_));
  } else {
    ++left_out_;
  }
  line_.clear();
}

}  // namespace upshid::daemon
