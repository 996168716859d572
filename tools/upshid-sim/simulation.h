#ifndef UPSHID_SIM_SIMULATION_H
#define UPSHID_SIM_SIMULATION_H

// A unit, its cable and the commands to both. Without I/O: time is passed in, the port is an
// interface, bytes are values.

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

// The other end of the cable.
class Port {
 public:
  Port() = default;
  Port(const Port&) = delete;
  Port& operator=(const Port&) = delete;
  virtual ~Port() = default;

  // False: the port is still busy with the previous device; try again soon.
  virtual Result<bool> plug(const Identity& identity) = 0;
  virtual void unplug() = 0;
  // "vhci port 0".
  virtual std::string place() const = 0;
  // Whether another host may connect after one has disconnected.
  virtual bool stays_offered() const = 0;
};

struct Reply {
  cli::ExitStatus status = cli::ExitStatus::ok;
  std::string text;  // lines, or one line of an error
};

// Identifies the client of a late answer.
using Ticket = std::uint64_t;

class Simulation {
 public:
  Simulation(Opened opened, Port& port, Log log);

  // The answer; nullopt: it will be in take_replies().
  std::optional<Reply> perform(const Command& command, Ticket ticket, Instant now);
  std::vector<std::pair<Ticket, Reply>> take_replies();

  // Bytes from the host. Invalid ones end the connection.
  void receive(std::span<const std::uint8_t> bytes, Instant now);
  // A host connects to the plugged-in unit, or has disconnected.
  void host_came(Instant now);
  void host_left(Instant now);

  void advance(Instant now);
  // When advance() is due.
  std::optional<Instant> next_deadline(Instant now) const;
  Bytes take_output() { return function_.take_output(); }

  bool plugged() const { return plugged_; }
  // Why it could not be plugged in the last time.
  const std::optional<Error>& plug_error() const { return plug_error_; }
  // When it was first plugged in.
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
  bool off_ = false;  // no line power and an empty battery
  std::optional<Instant> first_plugged_;
  // A pending attempt to plug in, its time limit, and who waits for it.
  std::optional<Instant> plug_due_;
  Instant give_up_{};
  std::optional<Error> plug_error_;
  std::vector<Ticket> waiters_;
  std::vector<std::pair<Ticket, Reply>> replies_;
};

}  // namespace upshid::sim

#endif
