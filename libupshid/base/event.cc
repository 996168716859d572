#include <upshid/event.h>

#include <array>

#include "base/text.h"

namespace upshid {

namespace {

struct Row {
  std::string_view name;
  std::string_view message;
};

// In the order of the enumeration. The texts are an interface: users' scripts search for them.
constexpr std::array<Row, notify_type_count> rows = {{
    {"ONLINE", "UPS %s on line power"},
    {"ONBATT", "UPS %s on battery"},
    {"LOWBATT", "UPS %s battery is low"},
    {"FSD", "UPS %s: forced shutdown in progress"},
    {"COMMOK", "Communications with UPS %s established"},
    {"COMMBAD", "Communications with UPS %s lost"},
    {"SHUTDOWN", "Auto logout and shutdown proceeding"},
    {"REPLBATT", "UPS %s battery needs to be replaced"},
    {"NOCOMM", "UPS %s is unavailable"},
    {"NOPARENT", "upsmon parent process died - shutdown impossible"},
    {"CAL", "UPS %s: calibration in progress"},
    {"NOTCAL", "UPS %s: calibration finished"},
    {"OFF", "UPS %s: administratively OFF or asleep"},
    {"NOTOFF", "UPS %s: no longer administratively OFF or asleep"},
    {"BYPASS", "UPS %s: on bypass (powered, not protecting)"},
    {"NOTBYPASS", "UPS %s: no longer on bypass"},
    {"ECO", "UPS %s: in ECO mode (as defined by vendor)"},
    {"NOTECO", "UPS %s: no longer in ECO mode"},
    {"ALARM", "UPS %s: one or more active alarms: [%s]"},
    {"NOTALARM", "UPS %s is no longer in an alarm state (no active alarms)"},
    {"OVER", "UPS %s: overloaded"},
    {"NOTOVER", "UPS %s: no longer overloaded"},
    {"TRIM", "UPS %s: trimming incoming voltage"},
    {"NOTTRIM", "UPS %s: no longer trimming incoming voltage"},
    {"BOOST", "UPS %s: boosting incoming voltage"},
    {"NOTBOOST", "UPS %s: no longer boosting incoming voltage"},
    {"OTHER", "UPS %s: has at least one unclassified status token: [%s]"},
    {"NOTOTHER", "UPS %s has no unclassified status tokens anymore"},
    {"SUSPEND_STARTING", "OS is entering sleep/suspend/hibernate mode"},
    {"SUSPEND_FINISHED",
     "OS just finished sleep/suspend/hibernate mode, de-activating obsolete UPS readings to avoid "
     "an unfortunate shutdown"},
    {"SHUTDOWN_HOSTSYNC",
     "Shutdown initiated; primary system is waiting for secondaries to log out or time out"},
    {"SELFTEST", "UPS %s: battery test: %s"},
    {"LINEUNKNOWN", "UPS %s does not report whether line power is present"},
}};

const Row& row(NotifyType type) {
  return rows.at(static_cast<std::size_t>(type));
}

}  // namespace

std::string_view name_of(NotifyType type) {
  return row(type).name;
}

std::optional<NotifyType> notify_type(std::string_view name) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (base::compare_no_case(rows[i].name, name) == 0) return static_cast<NotifyType>(i);
  }
  return std::nullopt;
}

std::string_view default_message(NotifyType type) {
  return row(type).message;
}

}  // namespace upshid
