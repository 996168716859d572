#ifndef UPSHID_STATUS_OPTIONS_H
#define UPSHID_STATUS_OPTIONS_H

#include <upshid/result.h>
#include <upshid/ups.h>

#include <string>
#include <string_view>

namespace upshid::status {

enum class Action : unsigned char {
  read,               // Variables, all or one.
  list_names,         // -l
  list_descriptions,  // -L
  list_clients,       // -c
  explain,
  descriptor,
  watch,
  prometheus,
  help,
  version,
};

enum class Format : unsigned char {
  text,
  upsc_json,   // -j
  typed_json,  // --json
};

struct Options {
  Action action = Action::read;
  Format format = Format::text;
  std::string ups;        // Without its host. Empty: the only UPS.
  std::string host;       // Of the UPS, or of -l and -L. Empty where none was given.
  std::string asked;      // The word that the host came in, port and all.
  std::string variable;   // Empty: all of them.
  std::string record;     // The file that the session is written to. Empty: none.
  std::string recording;  // "recording:FILE" where --transport said so; then it is the UPS too.
  OpenOptions open;
};

// What the command line asks for. Errors: invalid_argument; `where` is empty and `what` a sentence,
// except that what upsc refuses comes with `where` = "upsc" and upsc's own words.
Result<Options> parse_options(int argc, char** argv);

std::string_view help_text();

}  // namespace upshid::status

#endif
