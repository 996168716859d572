#ifndef UPSHID_NUT_COMMANDS_H
#define UPSHID_NUT_COMMANDS_H

// commands.table: the writes of each of NUT's instant commands. The file documents its columns.

#include <upshid/result.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace upshid::nut {

// Its texts are parts of the file's text, which must outlive it; likewise those below.
struct CommandRow {
  enum class How : std::uint8_t {
    raw,    // "raw:N": the logical value; it reads back the same
    start,  // "start:N": likewise, but it reads back a result
    delay,  // "delay:VARIABLE": seconds
    up_to,  // "up-to:N": N seconds or the declared maximum
    clock,  // By a quirk: minutes and seconds, with the flag `number`; the seconds of `variable`.
  };
  std::string_view name;
  std::string_view path;
  How how = How::raw;
  std::int64_t number = 0;    // raw, start, up_to
  std::string_view variable;  // delay
  std::size_t line = 0;       // in commands.table
};

struct CommandDialect {
  std::string_view name;
  std::vector<CommandRow> rows;
};

// A command that consists of others.
struct Sequence {
  struct Step {
    std::string_view name;  // of a command, or of a variable where `optional`
    std::optional<std::string_view> value;
    bool optional = false;
  };
  std::string_view name;
  std::vector<Step> steps;
  bool is_choice = false;  // the first available step instead of all
  std::size_t line = 0;
};

struct CommandTable {
  std::vector<CommandDialect> dialects;
  std::vector<Sequence> sequences;
  std::vector<std::pair<std::string_view, std::string_view>> descriptions;

  // nullptr if the dialect has no commands.
  const CommandDialect* dialect(std::string_view name) const;
  const Sequence* sequence(std::string_view name) const;
  // "" if there is none.
  std::string_view description(std::string_view name) const;
};

// `text` must outlive the result. Errors: malformed_config, where = file:line:column.
Result<CommandTable> parse_commands(std::string_view text, std::string_view file);

// The shipped table, parsed once. A test keeps it free of errors.
const CommandTable& command_table();

}  // namespace upshid::nut

#endif
