#ifndef UPSHID_CLI_CONTROL_OPTIONS_H
#define UPSHID_CLI_CONTROL_OPTIONS_H

// The command lines of upshid-cmd and upshid-rw, which have most in common, as upscmd's and upsrw's
// have.

#include <upshid/result.h>
#include <upshid/ups.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace upshid::cli {

enum class ControlTool : std::uint8_t { command, setting };

struct ControlOptions {
  enum class Action : std::uint8_t { act, list, help, version };
  Action action = Action::act;
  std::string ups;    // Without its host. Empty: the only UPS.
  std::string host;   // Empty where none was given.
  std::string asked;  // The word that both came in.
  OpenOptions open;
  bool tracked = false;  // -w
  bool dry_run = false;
  bool yes = false;
  bool wait = false;    // upshid-cmd --wait
  bool ranges = false;  // upshid-rw --ranges
  std::string name;     // The command or the variable.
  std::optional<std::string> value;
};

// Errors: invalid_argument; `where` is empty and `what` a sentence, except that what upscmd refuses
// comes with `where` = "upscmd" and its own words.
Result<ControlOptions> parse_control_options(ControlTool tool, int argc, char** argv);

}  // namespace upshid::cli

#endif
