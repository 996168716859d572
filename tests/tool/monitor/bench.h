#ifndef UPSHID_TESTS_TOOL_MONITOR_BENCH_H
#define UPSHID_TESTS_TOOL_MONITOR_BENCH_H

// The upshid-monitor of this build with a virtual UPS, in a folder of its own: configuration,
// state, and a command script that writes down each time it is run.

#include <sys/types.h>
#include <upshid/result.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/monitor_client.h"

namespace upshid::test {

struct Ended {
  std::string out;
  std::string err;
  int status = -1;  // The exit status; 128 + n for a signal n.
};

class Bench {
 public:
  Bench();
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;
  ~Bench();

  std::string operator/(std::string_view name) const;
  std::string read(std::string_view name) const;
  void write(std::string_view name, std::string_view text) const;
  // A file that can be run.
  void script(std::string_view name, std::string_view text) const;

  // upsmon.conf for the UPS "test" and upssched.conf: what is common, then these lines. What ran is
  // in the file "ran", a line each: "SCRIPT-ARGUMENT UPSNAME NOTIFYTYPE NOTIFYMSG".
  void configure(std::string_view upsmon, std::string_view upssched) const;

  // How often a line that begins so was written to "ran".
  int count(std::string_view begin) const;

  // --confdir and --statedir.
  std::vector<std::string> folders() const;
  std::string socket() const { return *this / "state/monitor.sock"; }
  // Waits for a monitor that listens.
  Result<cli::MonitorAnswer> answer_to(const std::vector<std::string>& words) const;
  // Its lines; a refusal is an error.
  Result<std::vector<std::string>> ask(const std::vector<std::string>& words) const;
  Result<cli::MonitorAnswer> ask_at_once(const std::vector<std::string>& words) const;

 private:
  std::string path_;
};

// A program that runs. Its standard error goes to a file of the bench, "err".
class Monitor {
 public:
  // Waits for nothing.
  Monitor(const Bench& bench, const std::vector<std::string>& upses,
          const std::vector<std::string>& options = {"--foreground"},
          const std::vector<std::pair<std::string, std::string>>& environment = {});
  Monitor(const Monitor&) = delete;
  Monitor& operator=(const Monitor&) = delete;
  ~Monitor();

  pid_t pid() const { return pid_; }
  void signal(int number) const;
  Ended end();   // Waits for it.
  Ended stop();  // SIGTERM, and waits.
  void kill();   // SIGKILL, and waits.

 private:
  const Bench& bench_;
  pid_t pid_ = -1;
};

// Waits until it is true; false when that takes too long.
bool wait_for(const auto& condition);

// A bench's file has this text in it, some time.
bool wait_for_text(const Bench& bench, std::string_view file, std::string_view text);

void pause(int milliseconds);

bool wait_for(const auto& condition) {
  for (int i = 0; i < 2000; ++i) {
    if (condition()) return true;
    pause(10);
  }
  return false;
}

}  // namespace upshid::test

#endif
