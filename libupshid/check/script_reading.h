#ifndef UPSHID_CHECK_SCRIPT_READING_H
#define UPSHID_CHECK_SCRIPT_READING_H

// What a shell script does when it is called with one name. It is read, never run.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/shell_script.h"
#include "check/shell_state.h"

namespace upshid::check {

struct Place {
  std::string path;
  conf::Position at;

  friend bool operator==(const Place&, const Place&) = default;
};

// A program that the script runs, without sudo, env and what else only starts it.
struct ProgramCall {
  Place place;
  std::vector<Value> argv;
  bool is_remote = false;       // Over ssh.
  bool is_literal = false;      // argv[0] is written so.
  bool was_read = false;        // A script, and its own calls are there too.
  bool is_conditional = false;  // Only a run tells whether it comes so far.
  std::string shell;            // "bash", if that was started with the script's name.
  // What goes before it: so much sleep, and other programs whose time is not known.
  std::chrono::seconds slept{};
  bool has_waited = false;

  // argv[0] without its folder.
  std::string_view program() const;
  // Does it say so much as argv[1] and so on?
  bool has(std::string_view word) const;
  std::string text() const;
};

// Which case label or comparison the name fits.
struct NameMatch {
  Place place;
  bool is_pattern = false;
};

// A case or comparison that the name does not fit.
struct NameMiss {
  Place place;
  bool has_default = false;  // "*)" stands at the place.
  bool is_case = true;
};

// What reading alone cannot decide, and may depend on the name.
struct Doubt {
  enum class Kind : unsigned char {
    syntax,   // `detail` says what is wrong.
    subject,  // Of a case.
    label,    // Of a case.
    condition,
    program,  // Which one is called, or what eval runs.
    unread,   // `detail`: a script that gets the name, or is a part of this one.
    foreign,  // `detail`: the same, in another language.
    too_long,
    kernel,  // It writes to /proc/sysrq-trigger.
  };
  Kind kind = Kind::subject;
  Place place;
  std::string detail;
  bool is_before_miss = true;  // Of the reading.
};

// Where "set -e" or "set -u" ends the script.
struct Stop {
  Place place;
  bool is_unset = false;  // A variable that is not set; else a command that fails.
};

struct NamedLabel {
  std::string name;
  Place place;
};

struct Reading {
  std::vector<ProgramCall> calls;
  std::optional<NameMatch> match;
  std::optional<NameMiss> miss;
  std::optional<Doubt> doubt;
  std::optional<Doubt> hidden;  // Something runs here of which nothing is known.
  std::optional<Stop> stop;
  std::optional<Place> carriage_return;  // A script has the line ends of Windows.
  std::optional<Place> bashism;     // What only bash knows, in a script that another shell runs.
  std::vector<NamedLabel> labels;   // Of the cases on the name, those without signs of a pattern.
  std::vector<NamedLabel> missing;  // Files that are to be parts of the script.

  // Calls that do more than to write a message or to compute something.
  bool acts() const;
  // What the command line itself starts; nullptr where that is not one program.
  const ProgramCall* program() const;
};

// Does it only write a message, compute something, or wait?
bool only_writes(const ProgramCall& call);

// sudo, env and their kin, which only start another program.
bool is_starter(std::string_view program);

// How a command line of the configuration is run.
struct Invocation {
  std::vector<Value> arguments;
  std::optional<std::string> notify_type{};  // NOTIFYTYPE, where one alone is possible.
  std::string drafts{};  // A folder where a script that does not exist is looked for by its name.
};

// `command` as the files have it: a line of shell, and further words. A place without a path is in
// this line. Scripts that it calls are read, and those that they call.
Reading read_command(const std::vector<std::string>& command, const Invocation& how);
// CMDSCRIPT with a name.
Reading read_command(const std::vector<std::string>& command, const std::string& name,
                     const std::optional<std::string>& notify_type, const std::string& drafts);

// "#!/usr/bin/env bash" and its kin, taken apart.
struct Interpreter {
  std::string path;     // "/usr/bin/env"
  std::string program;  // "bash": what it comes to, without its folder.

  bool is_shell() const;
  // Is it a shell that does not know what bash adds?
  bool is_plain() const;
};
std::optional<Interpreter> interpreter_of(std::string_view script);

}  // namespace upshid::check

#endif
