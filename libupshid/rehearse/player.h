#ifndef UPSHID_REHEARSE_PLAYER_H
#define UPSHID_REHEARSE_PLAYER_H

// The implementation of play().

#include <optional>
#include <string>
#include <vector>

#include "monitor/monitor.h"
#include "rehearse/rehearsal.h"
#include "rehearse/scenario.h"
#include "rehearse/world.h"

namespace upshid::rehearsal {

class Player {
 public:
  Player(const monitor::Settings& settings, const Premises& premises, const Durations& durations,
         const Scenario& scenario, const std::vector<Step>& kills);
  Played run() &&;

 private:
  // player.cc: the steps of the scenario, and what the monitor does.
  void sort_steps();
  void begin(Time at);
  // The machine has been up for some time.
  Instant clock() const { return Instant(std::chrono::hours(1) + now_); }
  void live_through_instant();
  bool go_on();
  Time next_instant() const;
  void note(Entry entry);
  void note(What what) { note(Entry{.what = what}); }
  void add_point();
  bool take_steps(bool about_monitor);
  void look_at_ups(bool is_news);
  void read();
  void act(const monitor::Actions& actions);
  void note_decision();
  void kill();
  void restart();
  bool is_settled() const;
  void end();

  // A command that runs.
  struct Running {
    std::uint64_t id = 0;
    std::size_t command = 0;
    Time ends{};
  };

  // machine.cc: commands, the halt, the power.
  void start(const monitor::RunCommand& run);
  // The last one that was started takes no time.
  monitor::Actions take_end();
  // Without the monitor's line that a command finished, which does not say how certain that is.
  static monitor::Actions without_end(monitor::Actions actions);
  monitor::Actions finish(const Running& running);
  void end_commands();
  void cut_commands();
  void look_at_machine();
  void begin_halt_at(Time at);
  Time halt_by(Command& command, Time end);
  void cancel_halt(std::size_t by);
  // The decision to halt this machine.
  void decide();
  // The halt stops services and their processes first.
  void begin_halt();
  void halt();
  void cut_output();
  void start_again();
  void run_empty();
  // Does this machine run without the UPS of the rehearsal?
  bool has_other_supplies() const;

  const monitor::Settings& settings_;
  const Premises& premises_;
  const Durations& durations_;
  const Scenario& scenario_;
  std::vector<Step> steps_;
  std::optional<monitor::Monitor> monitor_;
  std::string saved_;
  World world_;
  Played out_;
  Time now_{};
  Time last_read_{};
  bool was_low_ = false;
  std::vector<Running> running_;
  std::optional<Time> halt_begins_;
  std::optional<Time> halt_ends_;
  std::optional<Time> forced_at_;  // When a script requests a shutdown from the monitor.
  bool is_over_ = false;           // The monitor has exited.
  std::optional<Time> output_off_;
  std::optional<Time> output_on_;
};

}  // namespace upshid::rehearsal

#endif
