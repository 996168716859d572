#ifndef UPSHID_CLI_PROMETHEUS_H
#define UPSHID_CLI_PROMETHEUS_H

// Variables as metrics, in Prometheus' text format 0.0.4. Names and labels are those of
// DRuggeri's nut_exporter with all its variables enabled, so that its dashboards work.

#include <upshid/variable.h>

#include <optional>
#include <string>
#include <vector>

namespace upshid::cli {

struct MeasuredUps {
  std::string name;
  std::string description;           // `desc` of ups.conf.
  std::optional<Snapshot> snapshot;  // Empty: it could not be read.
};

// Ends with a newline. Each metric has its help and type once, followed by one line per UPS.
std::string prometheus_text(const std::vector<MeasuredUps>& upses);

}  // namespace upshid::cli

#endif
