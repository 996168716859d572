#ifndef UPSHID_CHECK_DEEDS_H
#define UPSHID_CHECK_DEEDS_H

// What a program that a script calls does to this machine, and which of NUT's programs it is.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/script_reading.h"

namespace upshid::check {

// How long it waits before it halts its machine, "shutdown -h +5"; none if it does not. To reboot
// is not to halt. For an hour of the day, "shutdown -h 23:00", it is a day: nobody knows when the
// power fails.
std::optional<std::chrono::seconds> halts_after(const ProgramCall& call);

enum class NutUse : unsigned char {
  fsd,     // upsmon -c fsd
  upsmon,  // upsmon with something else.
  upsc,
  upscmd,
  upsrw,
  upslog,
  shutdown_ups,  // upsdrvctl shutdown
  upsdrvctl,
  upssched,
  upsd,
};
std::optional<NutUse> nut_use_of(const ProgramCall& call);
// The same of a text that is not shell: a line that has both words of "upsmon -c fsd".
std::optional<conf::Position> fsd_in(std::string_view text);

// Whom a program of NUT's name reaches here.
struct Reach {
  enum class Whom : unsigned char {
    nobody,  // There is no such program.
    nut,     // NUT's own, whose daemons do not run beside upshid-monitor.
    ours,    // A link to one of ours.
  };
  Whom whom = Whom::nobody;
  std::string path;
  std::string target;  // "upshid-monitor"
};
Reach reach_of(const ProgramCall& call);

// A NOTIFYCMD that is not upssched but calls it.
struct WrappedPlan {
  ProgramCall call;
  Reach reach;
};
std::optional<WrappedPlan> wrapped_plan(const std::string& notify_command);

// How a branch of a script halts or reboots something.
struct Halt {
  Place place;
  std::string command;
  bool is_other_machine = false;
  bool is_reboot = false;  // Which takes the machine down as well, but does not save it.
  bool is_by_monitor =
      false;  // It asks upshid-monitor, which then shuts down as it does by itself.
  bool is_conditional = false;    // Only a run tells whether it does.
  std::chrono::seconds slept{};   // Before.
  std::chrono::seconds delay{};   // Of shutdown(8).
  bool has_unknown_time = false;  // Other programs run before.
};
// Has the whole script the line ends of Windows? Then the kernel looks for the interpreter
// "/bin/sh\r", and that for the program "poweroff\r".
bool is_for_windows(const Reading& reading, const std::string& path);
// Of this machine where there is one, and a certain one where there is one; a reboot where nothing
// halts.
std::optional<Halt> halt_of(const Reading& reading);
// "halts this machine"
std::string_view what_it_does(const Halt& halt);
// "shutdown -c"
bool cancels_halt(const Reading& reading);
// Calls of "upsmon -c fsd" that reach nobody.
std::vector<const ProgramCall*> lost_fsd(const Reading& reading);

// What may halt a machine, for all that reading tells.
struct Unproved {
  enum class Why : unsigned char {
    condition,  // `command` halts it, if it comes so far.
    words,      // `command` sounds like it.
    unread,     // `command` is a program or script that was not read, or another language.
    missing,    // `command` is not on this machine.
    hidden,     // `command` is only known at run time, or the script goes on in another file.
    line_end,   // The script has the line ends of Windows.
    bash,       // The script is written for bash, and another shell runs it.
  };
  Why why = Why::hidden;
  Place place;
  std::string command;
};
std::optional<Unproved> unproved_in(const Reading& reading);
// "line 4 of /etc/nut/cmd runs ..."
std::string text_of(const Unproved& unproved);

// What SHUTDOWNCMD does to this machine.
struct ShutdownCommand {
  std::chrono::milliseconds delay{};   // It waits before it halts this machine.
  bool has_unknown_time = false;       // A program of its own, whose time nobody knows.
  bool halts = true;                   // As far as is known;
  std::optional<Unproved> unproved{};  // so it may as well not.
};
ShutdownCommand read_shutdown_command(const std::string& command);
ShutdownCommand shutdown_command_of(const Reading& reading);

// Is all that it does known from here?
bool is_known_program(const ProgramCall& call);

}  // namespace upshid::check

#endif
