#include "check/shell_script.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "check/shell_words.h"

namespace upshid::check {

namespace {

template <class T>
bool is_one_of(const T& one, auto... others) {
  return ((one == others) || ...);
}

bool is_name(std::string_view text) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !text.empty() && is_letter(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

class Parser {
 public:
  explicit Parser(std::string_view text)
      : words_(text, [this](int depth) { return list(End::parenthesis, depth) != Ended::failed; }) {
  }

  ShellScript run() && {
    if (words_.size() > longest_script) {
      fail(fmt::format("it has more than {} bytes", longest_script));
    } else {
      list(End::text, 0);
    }
    out_.error = words_.error();
    out_.error_at = words_.error_at();
    return std::move(out_);
  }

 private:
  // What a list of commands may end with, and with what it did.
  enum class End : unsigned char { text, parenthesis, branch };
  enum class Ended : unsigned char { text, parenthesis, branch, esac, failed };

  Ended fail(std::string what) {
    words_.fail(std::move(what));
    return Ended::failed;
  }

  template <class Part>
  void keep(std::vector<Part>& parts, Part part) {
    if (parts.size() >= most_script_parts) {
      fail(fmt::format("it has more than {} commands or labels", most_script_parts));
      return;
    }
    parts.push_back(std::move(part));
  }

  Ended list(End end, int depth) {
    if (depth > deepest_script) return fail("it is nested too deep");
    is_command_due_ = true;
    while (!words_.failed()) {
      words_.skip_blanks();
      const char c = words_.peek();
      if (words_.at_end()) {
        return end == End::text ? Ended::text : fail("it ends in the middle of a statement");
      }
      if (c == '\n') {
        words_.newline();
        is_command_due_ = true;
      } else if (c == ';' && is_one_of(words_.peek(1), ';', '&')) {
        if (end != End::branch) return fail("';;' outside of a case");
        words_.skip(2);
        if (words_.peek() == '&') words_.skip(1);
        return Ended::branch;
      } else if (is_one_of(c, ';', '&', '|')) {
        words_.skip(1);
        is_command_due_ = true;
      } else if (c == ')') {
        if (end != End::parenthesis) return fail("')' without a '('");
        words_.skip(1);
        is_command_due_ = false;
        return Ended::parenthesis;
      } else if (c == '(') {
        if (parenthesis(depth) == Ended::failed) return Ended::failed;
      } else if (is_one_of(c, '<', '>')) {
        words_.redirection(depth);
      } else if (word(end, depth) == Ended::esac) {
        return Ended::esac;
      }
    }
    return Ended::failed;
  }

  Ended parenthesis(int depth) {
    words_.skip(1);
    words_.skip_blanks();
    if (words_.peek() == ')') {  // name()
      words_.skip(1);
      is_command_due_ = true;
      return Ended::text;
    }
    return list(End::parenthesis, depth + 1);
  }

  // A word of a list. Says esac where that ends a case's last branch.
  Ended word(End end, int depth) {
    // "$(...)" in it has commands of its own.
    const bool is_due = is_command_due_;
    const bool takes = takes_assignments_;
    ShellWord word = words_.word(depth);
    is_command_due_ = is_due;
    takes_assignments_ = takes;
    if (words_.failed()) return Ended::failed;
    const bool is_plain = word.raw == word.text && !word.expands;
    if (assign(word)) return Ended::text;
    if (!is_command_due_) return Ended::text;
    if (is_plain && word.text == "esac") {
      return end == End::branch ? Ended::esac : fail("esac without a case");
    }
    if (is_plain && word.text == "case") return case_statement(depth + 1);
    if (is_plain && is_one_of(word.text, "if", "then", "else", "elif", "while", "until", "do", "{",
                              "!", "time")) {
      return Ended::text;
    }
    if (is_plain && word.text == "function") {
      words_.skip_blanks();
      words_.word(depth);
      return Ended::text;
    }
    is_command_due_ = false;
    takes_assignments_ =
        is_plain && is_one_of(word.text, "export", "local", "readonly", "declare", "typeset");
    if (is_plain && is_one_of(word.text, "fi", "done", "}", "for", "select", "[[", "in")) {
      return Ended::text;
    }
    keep(out_.commands, std::move(word));
    return Ended::text;
  }

  bool assign(const ShellWord& word) {
    if (!is_command_due_ && !takes_assignments_) return false;
    const std::size_t equals = word.raw.find('=');
    if (equals == std::string::npos) return false;
    std::string name = word.raw.substr(0, equals);
    if (!is_name(name)) return false;
    ShellWord value = word;
    value.raw.erase(0, equals + 1);
    value.text.erase(0, equals + 1);
    keep(out_.assignments, ShellAssignment{std::move(name), std::move(value)});
    return true;
  }

  Ended case_statement(int depth) {
    if (depth > deepest_script) return fail("it is nested too deep");
    CaseStatement statement;
    statement.first_command = out_.commands.size();
    words_.skip_blanks();
    statement.subject = words_.word(depth);
    words_.skip_lines();
    if (!words_.failed() && words_.word(depth).raw != "in") fail("case without in");
    while (!words_.failed()) {
      words_.skip_lines();
      CaseBranch branch;
      if (!labels(branch, depth)) break;
      branch.first_command = out_.commands.size();
      const Ended ended = list(End::branch, depth + 1);
      branch.end_command = out_.commands.size();
      keep(statement.branches, std::move(branch));
      if (ended != Ended::branch) break;
    }
    is_command_due_ = false;
    keep(out_.cases, std::move(statement));
    return words_.failed() ? Ended::failed : Ended::text;
  }

  // False where there is none: esac, or an error.
  bool labels(CaseBranch& branch, int depth) {
    const bool has_opening = words_.peek() == '(';
    if (has_opening) words_.skip(1);
    for (;;) {
      words_.skip_blanks();
      ShellWord label = words_.word(depth);
      if (words_.failed()) return false;
      if (!has_opening && branch.labels.empty() && label.raw == "esac") return false;
      keep(branch.labels, std::move(label));
      words_.skip_blanks();
      const char c = words_.peek();
      if (c != '|' && c != ')') {
        fail("a case's label, expected ')' or '|' after it");
        return false;
      }
      words_.skip(1);
      if (c == ')') return true;
    }
  }

  ShellWords words_;
  bool is_command_due_ = true;
  bool takes_assignments_ = false;
  ShellScript out_;
};

}  // namespace

ShellScript read_shell_script(std::string_view text) {
  return Parser(text).run();
}

}  // namespace upshid::check
