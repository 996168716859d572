#ifndef UPSHID_MONITOR_DESCRIBE_H
#define UPSHID_MONITOR_DESCRIBE_H

// The only place where what the monitor decided becomes sentences. Nothing reads them back.

#include <string>
#include <string_view>

#include "monitor/action.h"

namespace upshid::monitor {

// A line for the log, without its newline.
std::string text_of(const LogEntry& entry);
std::string text_of(const WallMessage& wall);
// "a@localhost on battery, battery low; b@localhost off".
std::string text_of(const CriticalUpses& upses);

// One line on any of them, for people: "run: UPSNAME=cyberpower@localhost ... /etc/nut/cmd onbatt".
std::string describe(const Action& action);

// The same as a word, "timer-started", for programs: a kind's word never changes.
std::string_view key_of(const Action& action);

// The command alone, as a shell would take it.
std::string command_text(const RunCommand& run);

}  // namespace upshid::monitor

#endif
