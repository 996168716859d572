#ifndef UPSHID_SIM_COMMAND_H
#define UPSHID_SIM_COMMAND_H

// Commands to a running unit as values: `upshid-sim do VERB ...` and the lines of a scenario.

#include <upshid/hid.h>
#include <upshid/result.h>

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "upshid-sim/faults.h"

namespace upshid::sim {

namespace verb {

struct Mains {
  bool on = true;
  std::optional<double> volts;  // instead of on or off
  friend bool operator==(const Mains&, const Mains&) = default;
};
struct Charge {
  double percent = 0;
  friend bool operator==(const Charge&, const Charge&) = default;
};
struct Load {
  double percent = 0;
  friend bool operator==(const Load&, const Load&) = default;
};
struct Plug {
  friend bool operator==(const Plug&, const Plug&) = default;
};
struct Unplug {
  friend bool operator==(const Unplug&, const Unplug&) = default;
};
struct Drop {
  std::chrono::nanoseconds away{};
  friend bool operator==(const Drop&, const Drop&) = default;
};
struct AddFault {
  Target target;
  Fault fault;
  friend bool operator==(const AddFault&, const AddFault&) = default;
};
struct Latency {
  std::chrono::nanoseconds time{};
  friend bool operator==(const Latency&, const Latency&) = default;
};
struct Cycle {
  std::chrono::nanoseconds period{};
  friend bool operator==(const Cycle&, const Cycle&) = default;
};
struct Silent {
  bool silent = true;
  friend bool operator==(const Silent&, const Silent&) = default;
};
struct CorruptDescriptor {
  unsigned reads = 1;
  friend bool operator==(const CorruptDescriptor&, const CorruptDescriptor&) = default;
};
struct Hang {
  bool until_reset = false;
  friend bool operator==(const Hang&, const Hang&) = default;
};
struct Clear {
  friend bool operator==(const Clear&, const Clear&) = default;
};
struct Set {
  hid::ReportType type = hid::ReportType::feature;
  std::uint8_t id = 0;
  std::optional<std::vector<std::uint8_t>> report;  // nullopt: the answer of the unit itself
  friend bool operator==(const Set&, const Set&) = default;
};
struct Send {
  std::vector<std::uint8_t> report;
  friend bool operator==(const Send&, const Send&) = default;
};
struct Status {
  friend bool operator==(const Status&, const Status&) = default;
};
struct Quit {
  friend bool operator==(const Quit&, const Quit&) = default;
};

}  // namespace verb

using Command =
    std::variant<verb::Mains, verb::Charge, verb::Load, verb::Plug, verb::Unplug, verb::Drop,
                 verb::AddFault, verb::Latency, verb::Cycle, verb::Silent, verb::CorruptDescriptor,
                 verb::Hang, verb::Clear, verb::Set, verb::Send, verb::Status, verb::Quit>;

// Errors: invalid_argument; `where` is the verb.
Result<Command> parse_command(std::span<const std::string_view> words);

// The list of verbs, or the paragraph of one; "" if there is no such verb.
std::string verb_help();
std::string verb_help(std::string_view name);

}  // namespace upshid::sim

#endif
