#ifndef UPSHID_SIM_OPTIONS_H
#define UPSHID_SIM_OPTIONS_H

#include <upshid/result.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "cli/option_table.h"
#include "upshid-sim/descriptors.h"

namespace upshid::sim {

enum class Action : unsigned char { attach, serve, command, list };

struct Options {
  cli::Request request = cli::Request::run;
  Action action = Action::list;
  std::string unit;                // attach, serve: a profile or a directory
  std::vector<std::string> words;  // do: the verb and its arguments; help: the subject
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

// The output of --help, which depends on the verb.
std::string help_text(const Options& options);

}  // namespace upshid::sim

#endif
