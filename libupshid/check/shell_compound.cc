// Compound commands, and "[[ ... ]]".

#include "check/shell_parser.h"

namespace upshid::check {

ShellNode ShellParser::compound(int depth) {
  if (words_.peek() == '(' && words_.peek(1) == '(') {
    ShellNode out = node(Kind::test);
    words_.note_bash();
    words_.skip_arithmetic();
    return out;
  }
  if (words_.peek() == '(') {
    ShellNode out = node(Kind::subshell);
    words_.skip(1);
    out.children.push_back(list({}, depth + 1));
    close();
    return out;
  }
  const std::string_view word = words_.plain_word();
  if (word == "{") return braced(depth);
  if (word == "if") return when(depth);
  if (is_one_of(word, "while", "until")) return loop(word == "until", depth);
  if (is_one_of(word, "for", "select")) return each(depth);
  if (word == "case") return choice(depth);
  if (is_one_of(word, "[[", "function")) words_.note_bash();
  if (word == "[[") return test(depth);
  if (word == "function") {
    take(word);
    words_.skip_blanks();
    return function(words_.word(depth), depth);
  }
  if (is_one_of(word, "then", "else", "elif", "fi", "do", "done", "esac", "}", "in")) {
    if (word != "in") unexpected();
  }
  return simple(depth);
}

void ShellParser::close() {
  if (words_.at_end()) fail("it ends in the middle of a statement");
  if (words_.peek() != ')' && !failed()) unexpected();
  words_.skip(1);
}

ShellNode ShellParser::braced(int depth) {
  take("{");
  ShellNode out = list({"}"}, depth + 1);
  take("}");
  return out;
}

ShellNode ShellParser::when(int depth) {
  ShellNode out = node(Kind::when);
  words_.skip(words_.plain_word().size());  // if, or elif.
  out.children.push_back(list({"then"}, depth + 1));
  if (!take("then")) return out;
  out.children.push_back(list({"elif", "else", "fi"}, depth + 1));
  words_.skip_lines();
  if (depth > max_script_depth) fail("it is nested too deep");
  if (words_.plain_word() == "elif" && !failed()) {
    out.children.push_back(when(depth + 1));
    return out;
  }
  if (words_.plain_word() == "else") {
    take("else");
    out.children.push_back(list({"fi"}, depth + 1));
  }
  take("fi");
  return out;
}

ShellNode ShellParser::body(int depth) {
  words_.skip_blanks();
  if (words_.peek() == ';') words_.skip(1);
  words_.skip_lines();
  if (words_.plain_word() == "{") return braced(depth);
  take("do");
  ShellNode out = list({"done"}, depth + 1);
  take("done");
  return out;
}

ShellNode ShellParser::loop(bool is_until, int depth) {
  ShellNode out = node(Kind::loop);
  out.is_until = is_until;
  words_.skip(5);
  out.children.push_back(list({"do"}, depth + 1));
  out.children.push_back(body(depth));
  return out;
}

ShellNode ShellParser::each(int depth) {
  ShellNode out = node(Kind::each);
  words_.skip(words_.plain_word().size());
  words_.skip_blanks();
  if (words_.peek() == '(' && words_.peek(1) == '(') {
    out.kind = Kind::loop;
    out.children.push_back(node(Kind::test));
    words_.skip_arithmetic();
  } else {
    out.words.push_back(words_.word(depth));
    words_.skip_lines();
    if (words_.plain_word() == "in") {
      take("in");
      for (words_.skip_blanks();
           !failed() && !words_.at_end() && !is_one_of(words_.peek(), ';', '\n');
           words_.skip_blanks())
        out.words.push_back(words_.word(depth));
    } else {
      ShellWord all;
      all.parts.push_back({ShellPart::Kind::parameter, true, "@", {}, {}, {}});
      out.words.push_back(std::move(all));
    }
  }
  out.children.push_back(body(depth));
  return out;
}

ShellNode ShellParser::function(ShellWord name, int depth) {
  ShellNode out = node(Kind::function);
  out.words.push_back(std::move(name));
  words_.skip_blanks();
  if (words_.peek() == '(') {
    words_.skip(1);
    words_.skip_blanks();
    close();
  }
  words_.skip_lines();
  if (!failed()) out.children.push_back(command(depth + 1));
  return out;
}

ShellNode ShellParser::choice(int depth) {
  ShellNode out = node(Kind::choice);
  words_.skip(4);
  words_.skip_blanks();
  out.words.push_back(words_.word(depth));
  take("in");
  while (!failed()) {
    words_.skip_lines();
    if (words_.plain_word() == "esac") break;
    if (words_.at_end()) fail("it ends in the middle of a statement");
    ShellBranch branch;
    labels(branch, depth);
    branch.body = list({"esac"}, depth + 1);
    words_.skip_lines();
    const bool is_over = words_.peek() != ';';
    if (!is_over) {
      const bool falls = words_.peek(1) == '&';
      words_.skip(2);
      if (falls) branch.end = ShellBranch::End::falls;
      if (!falls && words_.peek() == '&') {
        words_.skip(1);
        branch.end = ShellBranch::End::goes_on;
      }
    }
    out.branches.push_back(std::move(branch));
    if (is_over) break;
  }
  take("esac");
  return out;
}

void ShellParser::labels(ShellBranch& branch, int depth) {
  if (words_.peek() == '(') words_.skip(1);
  while (!failed()) {
    words_.skip_blanks();
    branch.labels.push_back(words_.word(depth));
    words_.skip_blanks();
    const char c = words_.peek();
    if (c != '|' && c != ')') return fail("a case's label, expected ')' or '|' after it");
    words_.skip(1);
    if (c == ')') return;
  }
}

// [[ ]] binds as && and || of commands do not: && before ||.
ShellNode ShellParser::test(int depth) {
  words_.skip(2);
  ShellNode out = any_of(depth);
  words_.skip_lines();
  take("]]");
  return out;
}

ShellNode ShellParser::any_of(int depth) {
  ShellNode out = all_of(depth);
  for (words_.skip_lines(); words_.peek() == '|' && !failed(); words_.skip_lines()) {
    words_.skip(2);
    out = pair(Kind::either, std::move(out), all_of(depth));
  }
  return out;
}

ShellNode ShellParser::all_of(int depth) {
  ShellNode out = primary(depth);
  for (words_.skip_lines(); words_.peek() == '&' && !failed(); words_.skip_lines()) {
    words_.skip(2);
    out = pair(Kind::both, std::move(out), primary(depth));
  }
  return out;
}

ShellNode ShellParser::primary(int depth) {
  words_.skip_lines();
  if (depth > max_script_depth) fail("it is nested too deep");
  if (words_.plain_word() == "!" && !failed()) {
    ShellNode out = node(Kind::negation);
    words_.skip(1);
    out.children.push_back(primary(depth + 1));
    return out;
  }
  if (words_.peek() == '(' && !failed()) {
    words_.skip(1);
    ShellNode out = any_of(depth + 1);
    words_.skip_lines();
    close();
    return out;
  }
  ShellNode out = node(Kind::test);
  while (!failed()) {
    words_.skip_blanks();
    const char c = words_.peek();
    if (words_.plain_word() == "]]" || is_one_of(c, '\n', ')', '&', '|') || words_.at_end()) break;
    if (out.words.size() == 2 && out.words[1].raw == "=~") {
      ShellWord pattern;
      pattern.parts.push_back({ShellPart::Kind::unknown, true, {}, {}, {}, {}});
      out.words.push_back(std::move(pattern));
      words_.skip_pattern();
    } else if (is_one_of(c, '<', '>')) {
      ShellWord sign;
      sign.raw = c;
      out.words.push_back(std::move(sign));
      words_.skip(1);
    } else {
      out.words.push_back(words_.word(depth));
    }
  }
  return out;
}

}  // namespace upshid::check
