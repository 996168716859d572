#ifndef UPSHID_CLI_PROMETHEUS_H
#define UPSHID_CLI_PROMETHEUS_H

// Variables as metrics, in Prometheus' text format 0.0.4. Names and labels are those that
// dashboards know from DRuggeri's nut_exporter with all its variables enabled.

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

// Ends with a newline. Each metric's help and type stand once, its UPSes one a line below.
std::string prometheus_text(const std::vector<MeasuredUps>& upses);

}  // namespace upshid::cli

#endif
