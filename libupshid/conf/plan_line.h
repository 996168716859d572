#ifndef UPSHID_CONF_PLAN_LINE_H
#define UPSHID_CONF_PLAN_LINE_H

#include <upshid/event.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "conf/lexer.h"

namespace upshid::conf {

enum class Verb : std::uint8_t {
  start_timer,           // START-TIMER name seconds
  start_timer_shared,    // START-TIMER-SHARED name seconds: one timer for all UPSes.
  cancel_timer,          // CANCEL-TIMER name [command, if there was no such timer]
  cancel_timer_matched,  // CANCEL-TIMER-MATCHED name [command]: only the one this UPS started.
  execute,               // EXECUTE command
};

// "START-TIMER".
std::string_view name_of(Verb verb);

// AT type ups verb argument [argument]
struct PlanLine {
  NotifyType type = NotifyType::onbatt;
  std::string ups = "*";  // "*": any, and no UPS too (SHUTDOWN); else as written.
  Verb verb = Verb::execute;
  std::string argument{};        // Timer's name, or the command: CMDSCRIPT's argument.
  std::chrono::seconds delay{};  // Of START-TIMER and START-TIMER-SHARED.
  std::string otherwise{};       // CANCEL-TIMER's command; empty: none.
  std::string local_ups{};       // "a" of "a" and "a@localhost"; empty for another host's.
  Position at{};                 // Of the line.
  Position ups_at{};

  bool starts_timer() const {
    return verb == Verb::start_timer || verb == Verb::start_timer_shared;
  }
  bool cancels_timer() const {
    return verb == Verb::cancel_timer || verb == Verb::cancel_timer_matched;
  }
};

}  // namespace upshid::conf

#endif
