#ifndef UPSHID_CHECK_COMMAND_CASES_H
#define UPSHID_CHECK_COMMAND_CASES_H

// Does CMDSCRIPT know a command? It is asked by reading it, never by running it.

#include <string>
#include <string_view>
#include <vector>

#include "check/shell_script.h"

namespace upshid::check {

enum class Knows : unsigned char {
  by_name,     // A label is this name.
  by_pattern,  // A label like shutdown-* takes it.
  tells,       // It ends in "*)", which only writes a message.
  other,       // It ends in "*)", which does something.
  nothing,     // No label takes it.
  unproved,    // A label before that expands or has a "[...]" may take it.
};

struct Known {
  Knows how = Knows::nothing;
  conf::Position at;  // Of the label; of the case where none takes it.
};

struct CaseLabel {
  std::string name;
  conf::Position at;
};

class CommandCases {
 public:
  // `position` of the command among the script's arguments: 1 unless CMDSCRIPT has some itself.
  CommandCases(const ShellScript& script, std::size_t position);

  // Why nothing can be proved of this script; empty: something can.
  const std::string& doubt() const { return doubt_; }
  Known find(std::string_view command) const;
  // All labels that are names.
  std::vector<CaseLabel> labels() const;

 private:
  Known find_in(const CaseStatement& statement, std::string_view command) const;
  Knows judge_default(const CaseBranch& branch) const;

  const ShellScript& script_;
  std::vector<const CaseStatement*> cases_;  // Those on the command.
  std::string doubt_;
};

// '*' and '?' stand for something, '\' takes what follows as it is.
bool matches_pattern(std::string_view pattern, std::string_view text);

}  // namespace upshid::check

#endif
