#ifndef UPSHID_NUT_PLAN_H
#define UPSHID_NUT_PLAN_H

// Which rows this device can feed, and so which reports are worth a transfer. Made once when a UPS
// is opened; a read only walks it.

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
  bool reads = true;         // false for rows that only ask whether the path exists
};

// One report to ask for.
struct PlannedReport {
  hid::ReportType type = hid::ReportType::feature;
  std::uint8_t id = 0;
  std::size_t bytes = 0;  // on the wire, id byte included
  bool has_power_state =
      false;  // carries the "online" condition, or discharging where there is none
  Refresh refresh = Refresh::once;  // the most urgent of what it feeds
  std::vector<std::size_t> fields;  // those that a binding reads
  std::vector<std::string> names;   // of the variables and conditions it feeds, for messages
};

struct Plan {
  std::vector<Binding> bindings;  // in the table's order
  std::vector<PlannedReport> reports;
};

// `may_read` says which fields quirks allow (vendor tunnels are never read).
Plan make_plan(const Dialect& dialect, const hid::Descriptor& descriptor,
               const power::UsagePaths& paths, const std::function<bool(std::size_t)>& may_read);

}  // namespace upshid::nut

#endif
