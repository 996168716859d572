#ifndef UPSHID_REHEARSE_REHEARSAL_H
#define UPSHID_REHEARSE_REHEARSAL_H

// An outage in virtual time: its premises and its result. Times are milliseconds since line power
// failed, or since the scenario's own beginning.

#include <upshid/action.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "check/deeds.h"
#include "watch/power_cut.h"

namespace upshid::rehearsal {

// Since the outage began, or how long something takes.
using Time = std::chrono::milliseconds;

// What is known of the UPS and its battery.
struct Premises {
  std::string ups;        // As in Settings; it loses line power.
  int charge = 100;       // Percent, 1 to 100.
  Time runtime{};         // As reported at this charge and the present load; above 0.
  int margin = 20;        // Percent by which the real runtime is shorter, 0 to 90.
  int charge_low = 10;    // Low below this charge, or
  Time runtime_low{};     // below this runtime as the UPS reports it.
  Time shutdown_delay{};  // From the command at the end of the halt until the UPS cuts its output.
  Time start_delay{};     // From the same command until it may switch on; negative: it stays off.
  Time delay_step{1000};  // What the UPS rounds its delays up to.
  watch::PowerCut cut = watch::PowerCut::commanded;  // Is it commanded to cut its output?
  bool reports_test = true;                          // It has ups.test.result, and
  bool tests_as_ob = false;                          // says OB while it tests its battery.
};

struct Command;

// What a command does, as far as its script can be read.
struct Branch {
  std::optional<check::Halt> halt;
  bool only_writes = false;   // Messages, and nothing else.
  bool cancels_halt = false;  // "shutdown -c"
  std::optional<check::Unproved> unproved;
  std::vector<check::ProgramCall> no_fsd;  // "upsmon -c fsd" that reaches nobody.
};

// How long commands take, and what they do.
struct Durations {
  std::map<std::string, Time, std::less<>> known;  // By name, as Command has it.
  Time unknown{};                                  // All others.
  Time halt{60'000};                               // From SHUTDOWNCMD until this machine is off.
  check::ShutdownCommand shutdown{};
  std::optional<std::string> fault{};  // Of the files, beside which nothing is proved.
  std::function<const Branch&(const Command&)> branch_of{};  // None: nothing is known.
};

enum class What : unsigned char {
  // The UPS.
  line_power_lost,
  line_power_back,
  usb_lost,
  usb_back,
  test_begins,
  test_over,
  low_charge,   // The battery is low: its charge is below Premises::charge_low, or
  low_runtime,  // its runtime below Premises::runtime_low.
  no_longer_low,
  // The monitor.
  logged,        // `log`.
  flag_written,  // POWERDOWNFLAG.
  flag_removed,
  killed,
  restarted,      // With this many `timers` and `commands`.
  not_restarted,  // Its state cannot be read.
  // `command`.
  runs,
  halts,  // This machine or another, by its script.
  cancels_halt,
  finished,
  finished_by_now,  // Or before: its duration is not known.
  cut_off,          // It was still running when this machine halted or lost its power.
  // This machine and the UPS's output.
  off,                 // This machine has halted.
  output_stays_on,     // ups.delay.shutdown is negative.
  output_uncut,        // By Premises::cut.
  output_unreachable,  // No USB connection.
  output_off_soon,     // In `delay`.
  output_off,
  output_stays_off,  // ups.delay.start is negative.
  output_on,
  empty,              // After this machine halted.
  empty_with_others,  // This machine has other supplies.
  fell,               // This machine lost its power while it was up.
  would_be_empty,     // If everything kept running on the battery.
};

// A moment of the timeline.
struct Entry {
  Time at{};
  What what = What::logged;
  int charge = 0;                        // Percent.
  Time left{};                           // Until the battery is empty, at this load.
  std::optional<std::size_t> command{};  // In Played::commands.
  std::optional<monitor::LogEntry> log{};
  Time delay{};
  std::size_t timers = 0;
  std::size_t commands = 0;
};

struct Command {
  std::string name;   // CMDSCRIPT's argument, NOTIFYCMD or SHUTDOWNCMD.
  std::string types;  // NOTIFYTYPE, "LOWBATT,FSD"; empty for SHUTDOWNCMD.
  std::vector<std::string> argv;
  std::vector<std::pair<std::string, std::string>> environment;
  Time began{};
  std::optional<Time> ended;
  bool is_known = false;    // Its duration is given.
  bool is_cut_off = false;  // It did not finish.
  bool is_shutdown = false;
  bool has_unknown_time = false;      // And no duration is given.
  bool only_writes = false;           // According to its script.
  std::optional<check::Halt> halt{};  // What it halts, other than SHUTDOWNCMD.
  bool is_cancelled = false;          // That halt, by another command.
  std::optional<check::Unproved> unproved{};

  bool has_type(NotifyType type) const;
};

// The battery's curve is straight between these.
struct Point {
  Time at{};
  double charge = 0;  // Percent.
  bool on_battery = false;
};

struct Played {
  std::vector<Entry> entries;
  std::vector<Command> commands;
  std::vector<Point> points;
  Time end{};
  std::optional<Time> decided_at;    // The shutdown.
  std::optional<Time> commanded_at;  // SHUTDOWNCMD.
  std::optional<Time> off_at;        // This machine halted.
  Time spare{};                      // How long the battery would have lasted from then on.
  std::optional<Time> fell_at;       // It lost its power while it was up.
  std::optional<Time> empty_at;      // When the battery is or would be empty.
  std::optional<Time> output_off_at;
  std::optional<Time> output_on_at;
  std::optional<Time> mains_back_at;  // For good.
  bool has_flag = false;              // POWERDOWNFLAG was written.
  bool is_halted_by_script = false;   // Before SHUTDOWNCMD.
  std::string powerdown_flag;         // Its path.
  std::vector<Time> active;           // Instants at which the monitor did something.
};

}  // namespace upshid::rehearsal

#endif
