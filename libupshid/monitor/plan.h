#ifndef UPSHID_MONITOR_PLAN_H
#define UPSHID_MONITOR_PLAN_H

#include <string>

#include "monitor/turn.h"

namespace upshid::monitor {

// Carries out all AT lines that match the event, in their order.
void follow_plan(const Turn& turn, const Event& event, const std::string& message);

}  // namespace upshid::monitor

#endif
