#ifndef UPSHID_CHECK_SHELL_PARSER_H
#define UPSHID_CHECK_SHELL_PARSER_H

// How read_shell_script() does it: by recursive descent. Each function leaves the place after what
// it read.

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "check/shell_script.h"
#include "check/shell_words.h"

namespace upshid::check {

template <class T>
bool is_one_of(const T& one, auto... others) {
  return ((one == others) || ...);
}

class ShellParser {
 public:
  ShellParser(std::string_view text, conf::Position begin);
  ShellScript run() &&;

 private:
  using Kind = ShellNode::Kind;
  using Ends = std::initializer_list<std::string_view>;
  bool failed() const { return words_.failed(); }
  void fail(std::string what) { words_.fail(std::move(what)); }

  void unexpected();
  ShellNode node(Kind kind);
  std::shared_ptr<const ShellNode> commands(int depth);
  std::shared_ptr<const ShellNode> backquoted(const std::string& text, conf::Position at);
  // Up to one of the reserved words, a ')' or a ";;", which stay.
  ShellNode list(Ends ends, int depth);
  ShellNode pair(Kind kind, ShellNode left, ShellNode right);
  ShellNode and_or(int depth);
  ShellNode pipeline(int depth);
  bool take(std::string_view word);
  ShellNode command(int depth);
  bool is_redirection() const;
  bool is_process() const;
  ShellNode compound(int depth);
  void close();
  ShellNode braced(int depth);
  ShellNode when(int depth);
  ShellNode body(int depth);
  ShellNode loop(bool is_until, int depth);
  ShellNode each(int depth);
  ShellNode function(ShellWord name, int depth);
  ShellNode choice(int depth);
  void labels(ShellBranch& branch, int depth);
  ShellNode test(int depth);
  ShellNode any_of(int depth);
  ShellNode all_of(int depth);
  ShellNode primary(int depth);
  // NAME=value as a word: what is before the value is taken from it.
  std::optional<ShellAssignment> assignment(ShellWord& word, int depth);
  ShellNode simple(int depth);
  ShellWords words_;
  std::size_t parts_ = 0;
};

}  // namespace upshid::check

#endif
