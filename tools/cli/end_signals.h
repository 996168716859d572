#ifndef UPSHID_CLI_END_SIGNALS_H
#define UPSHID_CLI_END_SIGNALS_H

#include <array>
#include <csignal>

namespace upshid::cli {

// While it lives, SIGINT, SIGTERM and SIGHUP do not end the program: they make fd() readable, so
// that a UPS can be closed in good order and the kernel gets its driver back. At its end they mean
// again what they did, and one that came is sent again: the program dies of it, as the shell that
// started it expects. Signals that were ignored (nohup) stay ignored.
//
// One at a time, declared before the Ups that it protects.
class EndSignals {
 public:
  EndSignals();
  EndSignals(const EndSignals&) = delete;
  EndSignals& operator=(const EndSignals&) = delete;
  ~EndSignals();

  // -1 where no descriptor was left; then the signals are not held back.
  int fd() const { return pipe_[0]; }
  bool came() const;

 private:
  static constexpr std::array end_signals{SIGINT, SIGTERM, SIGHUP};

  std::array<int, 2> pipe_{-1, -1};  // Reading end, writing end.
  std::array<struct sigaction, end_signals.size()> before_{};
};

}  // namespace upshid::cli

#endif
