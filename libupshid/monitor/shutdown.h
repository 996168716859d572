#ifndef UPSHID_MONITOR_SHUTDOWN_H
#define UPSHID_MONITOR_SHUTDOWN_H

// From "too few supplies" to SHUTDOWNCMD:
//
//   none -> barrier -> commanded          or, without SHUTDOWNCMD,  none -> barrier -> told -> none
//
// At the decision FSD and SHUTDOWN are told, so their commands start. SHUTDOWNCMD runs when all
// commands have ended, FINALDELAY after the decision at the earliest, and at the barrier's deadline
// at the latest. NUT waits for FINALDELAY alone, and takes the power from under a cluster that
// needs minutes to go down (NUT issue 3003).
//
// There is no way back, as in NUT: when line power returns after the decision, others were already
// told to halt, and only the power cycle at the end brings them up again.

#include <optional>

#include "monitor/turn.h"

namespace upshid::monitor {

// Decides, waits, commands: whatever is due.
void advance_shutdown(const Turn& turn);

// As if too few supplies were left, because an administrator asks for it.
void force_shutdown(const Turn& turn);

// SHUTDOWNCMD ended.
void shutdown_command_ended(const Turn& turn, bool well);

std::optional<Instant> next_shutdown_step(const Settings& settings, const State& state,
                                          Instant now);

// When SHUTDOWNCMD runs at the latest.
Instant barrier_deadline(const Settings& settings, const State& state);

}  // namespace upshid::monitor

#endif
