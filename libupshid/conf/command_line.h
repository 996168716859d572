#ifndef UPSHID_CONF_COMMAND_LINE_H
#define UPSHID_CONF_COMMAND_LINE_H

// NUT runs NOTIFYCMD, SHUTDOWNCMD and, until 2.8.5, CMDSCRIPT by system(): a shell sees them. Here
// a shell is asked only where it is needed.

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace upshid::conf {

// The path of a program of this name, which may be one already; nullopt where there is none that
// can be run.
using FindProgram = std::function<std::optional<std::string>(const std::string& name)>;

// By access(2), along PATH where the name has no slash.
std::optional<std::string> find_program(const std::string& name);

// Is NUT's server installed?
bool has_upsd();

// What to execute: argv[0] is a path. The first word of `command`, which may be a whole command
// line, is the program where that can be found; the others are its arguments. Else, and where the
// line has what only a shell understands, it is /bin/sh -c, and further words are appended as they
// are, quoted.
std::vector<std::string> executable(const std::vector<std::string>& command,
                                    const FindProgram& find = find_program);

// Which of the words of shutdown(8) is the time: the first that is no option.
std::optional<std::size_t> shutdown_time(const std::vector<std::string_view>& words);

// How long it waits. Without a time it is a minute, as systemd has it; "now" and an hour of the day
// count as none.
std::chrono::minutes shutdown_delay(const std::vector<std::string_view>& words);

// The same of SHUTDOWNCMD, if that is shutdown(8) itself; 0 of anything else. What a script does is
// for the room check to read.
std::chrono::minutes halt_delay(std::string_view shutdown_command);

}  // namespace upshid::conf

#endif
