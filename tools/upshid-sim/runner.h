#ifndef UPSHID_SIM_RUNNER_H
#define UPSHID_SIM_RUNNER_H

// The main loop: host, control socket, scenario, signals and time.

#include <upshid/result.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "upshid-sim/control_server.h"
#include "upshid-sim/host_port.h"
#include "upshid-sim/player.h"
#include "upshid-sim/transfer_log.h"

namespace upshid::sim {

struct Run {
  Opened opened;
  std::unique_ptr<HostPort> port;
  ControlServer control;
  TransferLog log;
  std::vector<ScenarioLine> scenario;
  std::optional<std::chrono::nanoseconds> latency;  // nullopt: that of the unit
  std::optional<std::chrono::nanoseconds> cycle;
};

// Plugs the unit in, calls `plugged` with the line to print, and serves until `quit` or a
// terminating signal; then unplugs it. Errors: of plugging it in, or of the scenario.
Result<void> run(Run run, const std::function<void(const std::string&)>& plugged);

}  // namespace upshid::sim

#endif
