#ifndef UPSHID_SIM_SIMULATION_H
#define UPSHID_SIM_SIMULATION_H

// A unit, its cable and whoever gives the commands. Pure: time is passed in, the port is an
// interface, bytes come and go as values.

#include <upshid/units.h>

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/exit_status.h"
#include "upshid-sim/command.h"
#include "upshid-sim/function.h"
#include "upshid-sim/unit.h"
#include "upshid-sim/usbip.h"

namespace upshid::sim {

// Where the cable goes.
class Port {
 public:
  Port() = default;
  Port(const Port&) = delete;
  Port& operator=(const Port&) = delete;
  virtual ~Port() = default;

  // False: the port is not yet done with what was there before, try again soon.
  virtual Result<bool> plug(const Identity& identity) = 0;
  virtual void unplug() = 0;
  // "vhci port 0".
  virtual std::string place() const = 0;
  // Whether another host may come after one has left.
  virtual bool stays_offered() const = 0;
};

struct Reply {
  cli::ExitStatus status = cli::ExitStatus::ok;
  std::string text;  // lines, or an error's one line
};

// Who asked. Answers that take time come back with it.
using Ticket = std::uint64_t;

class Simulation {
 public:
  Simulation(Opened opened, Port& port, Log log);

  // The answer, or nullopt: it comes in take_replies() when the thing has happened.
  std::optional<Reply> perform(const Command& command, Ticket ticket, Instant now);
  std::vector<std::pair<Ticket, Reply>> take_replies();

  // Bytes from the host. What is no USB/IP cuts the connection.
  void receive(std::span<const std::uint8_t> bytes, Instant now);
  // A host begins to talk to the plugged unit, or has gone.
  void host_came(Instant now);
  void host_left(Instant now);

  void advance(Instant now);
  // When advance() must be called if nothing happens before.
  std::optional<Instant> next_deadline(Instant now) const;
  Bytes take_output() { return function_.take_output(); }

  bool plugged() const { return plugged_; }
  // Why it could not be plugged the last time.
  const std::optional<Error>& plug_error() const { return plug_error_; }
  // When it was plugged for the first time.
  std::optional<Instant> first_plugged() const { return first_plugged_; }
  bool quit() const { return quit_; }
  const Identity& identity() const { return opened_.unit->identity(); }
  void set_latency(std::chrono::nanoseconds latency) { function_.set_latency(latency); }
  void set_cycle(std::chrono::nanoseconds period, Instant now) {
    function_.interrupts().set_cycle(period, now);
  }

 private:
  friend class Performer;

  void begin_plug(Instant due, std::optional<Ticket> waiter);
  void try_plug(Instant now);
  void unplug(Instant now, std::string_view why);
  void answer_waiters(const Reply& reply);
  Reply status(Instant now) const;

  Opened opened_;
  Port& port_;
  Log log_;
  Function function_;
  usbip::CommandReader reader_;
  bool plugged_ = false;
  bool quit_ = false;
  bool off_ = false;  // unplugged itself: neither mains nor battery
  std::optional<Instant> first_plugged_;
  // An attempt to plug that is due, until when to go on trying, and who waits for it.
  std::optional<Instant> plug_due_;
  Instant give_up_{};
  std::optional<Error> plug_error_;
  std::vector<Ticket> waiters_;
  std::vector<std::pair<Ticket, Reply>> replies_;
};

}  // namespace upshid::sim

#endif
