#ifndef UPSHID_CLI_CONTROL_H
#define UPSHID_CLI_CONTROL_H

// The common part of upshid-cmd and upshid-rw: opening the UPS, printing plans, outcomes and
// errors.

#include <upshid/upshid.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "cli/control_options.h"
#include "cli/end_signals.h"
#include "cli/time_limit.h"
#include "cli/tool.h"

namespace upshid::cli {

// Parses the options of upshid-cmd or upshid-rw, with the errors of NUT's tool; then calls
// `perform`.
Answer run_control(Result<ControlOptions> options, std::string (*help)(),
                   const Complainer& complainer,
                   Answer (*perform)(const ControlOptions&, const Complainer&));

// "feature report 0x15: 15 01 00", one line per write, and the effects.
std::string dry_run_text(const CommandPlan& plan, bool force);

// Behind the description of a command or a setting.
std::string_view untested_mark(bool is_untested);

class Control {
 public:
  // `nut_tool` is suggested for UPSes of other hosts. Has a signal handler during its life.
  Control(const ControlOptions& options, const Complainer& complainer, std::string_view nut_tool);

  // Empty: it could not be opened; return failure().
  std::optional<Ups> open();
  Answer failure() const { return {{}, status_}; }

  // "Error: headline", and the detail for people.
  Answer fail(ExitStatus status, std::string_view headline, const std::string& detail) const;
  // For an error of planning or writing; `word` is upsd's word for the request: "INSTCMD", "SET".
  Answer fail(const Error& error, std::string_view word) const;
  // "OK", or the word for another outcome.
  Answer tell(const Outcome& outcome) const;

  const EndSignals& signals() const { return signals_; }
  bool is_out_of_time() const { return limit_.is_over(); }
  // For what lasts by itself.
  void lift_time_limit() { limit_.lift(); }
  void say(std::string_view text) const { complainer_.say(text); }

 private:
  const ControlOptions& options_;
  const Complainer& complainer_;
  std::string_view nut_tool_;
  EndSignals signals_;
  TimeLimit limit_;
  ExitStatus status_ = ExitStatus::ok;
};

}  // namespace upshid::cli

#endif
