#ifndef UPSHID_SIM_OPTIONS_H
#define UPSHID_SIM_OPTIONS_H

#include <upshid/result.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "upshid-sim/descriptors.h"

namespace upshid::sim {

enum class Action : unsigned char { attach, serve, command, list, help, version };

struct Options {
  Action action = Action::help;
  std::string unit;                // attach, serve: a profile or a folder
  std::vector<std::string> words;  // do: the verb and its arguments; help: what about
  std::optional<unsigned> port;    // attach: the vhci port; serve: the TCP port
  std::optional<Speed> speed;
  std::optional<std::chrono::nanoseconds> latency;
  std::optional<std::chrono::nanoseconds> cycle;
  std::string log;
  std::string scenario;
  std::string name;     // of the simulation; do: --to
  std::string control;  // path of the socket
};

// Errors: invalid_argument; `what` is a sentence.
Result<Options> parse_options(int argc, char** argv);

std::string help_text();
std::string do_help_text();

}  // namespace upshid::sim

#endif
