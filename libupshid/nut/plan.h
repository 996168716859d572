#ifndef UPSHID_NUT_PLAN_H
#define UPSHID_NUT_PLAN_H

// The rows that apply to a device, and the reports that they need. Made once when a UPS is opened.

#include <upshid/hid.h>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "nut/refresh.h"
#include "nut/table.h"
#include "power/usage_path.h"

namespace upshid::nut {

struct Binding {
  const Row* row = nullptr;  // in the table, which outlives every plan
  std::size_t field = 0;     // index into Descriptor::fields
  bool reads = true;         // false for rows that only need the path to exist
};

// One report to read.
struct PlannedReport {
  hid::ReportType type = hid::ReportType::feature;
  std::uint8_t id = 0;
  std::size_t bytes = 0;            // on the wire, ID byte included
  Refresh refresh = Refresh::once;  // the most urgent of its values
  std::vector<std::size_t> fields;  // those with a binding
  // Of these, the "online" condition's, or that of discharging if the device lacks it.
  std::vector<std::size_t> power_state;
  std::vector<std::string> names;  // of its variables and conditions, for messages
};

struct Plan {
  std::vector<Binding> bindings;  // in the table's order
  std::vector<PlannedReport> reports;
};

// The names, for messages, of what the fields of a report that `is_known` lacks would give.
std::vector<std::string> missing_names(const Plan& plan, const PlannedReport& report,
                                       const std::function<bool(std::size_t)>& is_known);

// `may_read`: whether quirks allow reading a field (vendor tunnels are never read).
Plan make_plan(const Dialect& dialect, const hid::Descriptor& descriptor,
               const power::UsagePaths& paths, const std::function<bool(std::size_t)>& may_read);

}  // namespace upshid::nut

#endif
