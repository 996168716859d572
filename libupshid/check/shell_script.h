#ifndef UPSHID_CHECK_SHELL_SCRIPT_H
#define UPSHID_CHECK_SHELL_SCRIPT_H

// A shell script (POSIX XCU 2.10, and what bash adds that is met in the field) as a tree. Nothing
// is run or expanded, and any bytes may be given.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conf/lexer.h"

namespace upshid::check {

struct ShellNode;

// A piece of a word.
struct ShellPart {
  enum class Kind : unsigned char {
    text,       // `text`
    parameter,  // "$name", "${name}", "${name op word}": `text` is the name.
    commands,   // "$(...)", "`...`"
    process,    // "<(...)", ">(...)"
    unknown,    // "$((...))" and other things that only a running shell knows.
  };
  Kind kind = Kind::text;
  bool quoted = false;
  std::string text;
  std::string op;               // ":-", ",,"; "#" before the name stands here as "length".
  std::vector<ShellPart> word;  // What follows `op`.
  std::shared_ptr<const ShellNode> commands;
};

struct ShellWord {
  std::string raw;  // As written.
  std::vector<ShellPart> parts;
  bool has_quotes = false;  // So it is a word even when nothing is in it.
  conf::Position at;

  // Its text, if nothing in it expands.
  std::optional<std::string> literal() const;
};

// NAME=value, before a command or after export, local, readonly.
struct ShellAssignment {
  std::string name;
  ShellWord value;
  bool is_simple = true;  // False: NAME+=value, NAME[i]=value, NAME=(...).
};

struct ShellBranch;

struct ShellNode {
  enum class Kind : unsigned char {
    simple,    // `assignments`, then `words`
    list,      // children, one after the other
    both,      // a && b
    either,    // a || b
    negation,  // ! a
    pipeline,  // a | b
    subshell,  // ( a )
    when,      // if: condition, then, and if there is one else
    loop,      // while, until, for ((...)): condition and body
    each,      // for: words.front() is the name; the body
    choice,    // case: words.front(), branches
    function,  // words.front() is the name; the body
    test,      // [[ ]]: an operator and its operands
  };
  Kind kind = Kind::list;
  conf::Position at;
  std::vector<ShellWord> words;
  std::vector<ShellAssignment> assignments;
  std::vector<ShellWord> redirections;
  std::shared_ptr<std::string> input;  // A here-document, or
  bool has_input_word = false;         // "<<< word": the last of `redirections`.
  std::vector<ShellNode> children;
  std::vector<ShellBranch> branches;
  bool is_until = false;
};

struct ShellBranch {
  enum class End : unsigned char { stop, falls, goes_on };  // ";;", ";&", ";;&"
  std::vector<ShellWord> labels;
  ShellNode body;
  End end = End::stop;
};

struct ShellScript {
  ShellNode body;
  // Why it could not be followed to its end, and where; empty: it was.
  std::string error;
  conf::Position error_at;
  std::optional<conf::Position> carriage_return;
  std::optional<conf::Position> bashism;  // The first thing that only bash and its kin know.
};

// What is beyond is refused: in bytes, and in commands, words and labels together.
inline constexpr std::size_t max_script_size = std::size_t{256} * 1024;
inline constexpr std::size_t max_script_parts = 20'000;
inline constexpr int max_script_depth = 50;

// `begin` is the place of its first character.
ShellScript read_shell_script(std::string_view text, conf::Position begin = {});

}  // namespace upshid::check

#endif
