#ifndef UPSHID_MONITOR_SHUTDOWN_H
#define UPSHID_MONITOR_SHUTDOWN_H

// From "too few supplies" to SHUTDOWNCMD:
//
//   none -> barrier -> commanded       or, without SHUTDOWNCMD,  none -> barrier -> stays_up ->
//   none
//
// At the decision FSD and SHUTDOWN are notified, so their commands start. SHUTDOWNCMD runs when all
// commands have exited, FINALDELAY after the decision at the earliest, and at the barrier's
// deadline at the latest. NUT waits for FINALDELAY alone, after which a cluster that needs minutes
// to shut down loses its power (NUT issue 3003).
//
// As in NUT, the decision is final: when line power returns, others may already have been commanded
// to halt, and only the power cycle at the end starts them again.

#include <optional>

#include "monitor/turn.h"

namespace upshid::monitor {

// Decides, waits or commands, as is due.
void advance_shutdown(const Turn& turn);

// No other machine is connected to upsd any more.
void secondaries_left(const Turn& turn);

// As if too few supplies were left; requested by an administrator.
void force_shutdown(const Turn& turn);

// SHUTDOWNCMD has exited.
void shutdown_command_ended(const Turn& turn, bool well);

std::optional<Instant> next_shutdown_step(const Settings& settings, const State& state,
                                          Instant now);

// When SHUTDOWNCMD runs at the latest.
Instant barrier_deadline(const Settings& settings, const State& state);

}  // namespace upshid::monitor

#endif
