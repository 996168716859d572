#ifndef UPSHID_CLI_CONTROL_H
#define UPSHID_CLI_CONTROL_H

// What upshid-cmd and upshid-rw do alike: open the UPS, tell what will happen, what did, and why
// not.

#include <upshid/upshid.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "cli/control_options.h"
#include "cli/end_signals.h"
#include "cli/tool.h"

namespace upshid::cli {

// The options of upshid-cmd or upshid-rw, unless they are refused as NUT's tool does; then
// `perform`.
Answer run_control(Result<ControlOptions> options, std::string (*help)(),
                   const Complainer& complainer,
                   Answer (*perform)(const ControlOptions&, const Complainer&));

// "feature report 0x15: 15 01 00", each write a line, with what comes of them.
std::string dry_run_text(const CommandPlan& plan);

class Control {
 public:
  // `nut_tool` is named to who asks for another host's UPS. One signal's handler is in force while
  // it lives.
  Control(const ControlOptions& options, const Complainer& complainer, std::string_view nut_tool);

  // Empty: it could not be opened, and failure() says how to end.
  std::optional<Ups> open();
  Answer failure() const { return {{}, status_}; }

  // Ends with "Error: headline", and the detail for people.
  Answer fail(ExitStatus status, std::string_view headline, const std::string& detail) const;
  // For an error of planning or writing; `word` is upsd's for what it was: "INSTCMD", "SET".
  Answer fail(const Error& error, std::string_view word) const;
  // "OK", or what is to be said instead.
  Answer tell(const Outcome& outcome) const;

  const EndSignals& signals() const { return signals_; }
  void say(std::string_view text) const { complainer_.say(text); }

 private:
  const ControlOptions& options_;
  const Complainer& complainer_;
  std::string_view nut_tool_;
  EndSignals signals_;
  ExitStatus status_ = ExitStatus::ok;
};

}  // namespace upshid::cli

#endif
