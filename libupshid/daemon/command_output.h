#ifndef UPSHID_DAEMON_COMMAND_OUTPUT_H
#define UPSHID_DAEMON_COMMAND_OUTPUT_H

// The output of a command, line by line to the log, with a limit: the rest is read and counted, so
// that the command does not block and the journal is not filled.
//
// It is a FIFO that the command has open for reading as well, so that writing does not fail without
// a reader: a command outlives the monitor, and the next monitor continues to read.

#include <sys/types.h>
#include <upshid/result.h>
#include <upshid/units.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/unique_fd.h"
#include "daemon/log.h"
#include "daemon/poll_set.h"

namespace upshid::daemon {

// Lines that may pass: `most` at once, and one more for each `pace` that went by.
class LineLimit {
 public:
  bool may_pass(Instant now);
  // None may pass now.
  bool is_reached(Instant now) const { return left_ == 0 && now < counted_at_ + pace_; }

 private:
  static constexpr int most_ = 100;
  static constexpr std::chrono::seconds pace_{1};
  int left_ = most_;
  Instant counted_at_{};
};

class CommandOutput {
 public:
  // `name` begins each line. `writer`, if it is another user, may open the FIFO: a script that
  // writes to /dev/stderr does. Errors: io, permission.
  static Result<CommandOutput> open(const std::string& path, std::string name,
                                    std::optional<uid_t> writer);

  void want(PollSet& set) const;
  void read(const PollSet& set, Instant now, Log& log);
  // Reads the rest, after the command has exited.
  void finish(Instant now, Log& log);
  // No process has it open any more. A command may leave processes behind that still write.
  bool is_over() const { return is_over_; }

 private:
  CommandOutput(std::string name, base::UniqueFd fd) : name_(std::move(name)), fd_(std::move(fd)) {}
  bool read_some(Instant now, Log& log);
  void take(std::string_view text, Instant now, Log& log);
  void end_line(Instant now, Log& log);

  std::string name_;
  base::UniqueFd fd_;
  std::string line_;
  LineLimit limit_;
  std::uint64_t left_out_ = 0;
  Instant pause_until_{};
  bool is_over_ = false;
};

}  // namespace upshid::daemon

#endif
