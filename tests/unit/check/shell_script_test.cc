#include "check/shell_script.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace upshid::check;

namespace {

// Visits each statement, those of "$(...)" before the one that they are in.
template <class Visit>
void walk(const ShellNode& node, const Visit& visit);

template <class Visit>
void walk(const std::vector<ShellPart>& parts, const Visit& visit) {
  for (const ShellPart& part : parts) {
    if (part.commands) walk(*part.commands, visit);
    walk(part.word, visit);
  }
}

template <class Visit>
void walk(const ShellNode& node, const Visit& visit) {
  for (const ShellAssignment& one : node.assignments) walk(one.value.parts, visit);
  for (const ShellWord& word : node.words) walk(word.parts, visit);
  for (const ShellWord& word : node.redirections) walk(word.parts, visit);
  for (const ShellNode& child : node.children) walk(child, visit);
  for (const ShellBranch& branch : node.branches) walk(branch.body, visit);
  visit(node);
}

std::string commands(const ShellNode& node) {
  std::string out;
  walk(node, [&out](const ShellNode& one) {
    if (one.kind == ShellNode::Kind::simple && !one.words.empty())
      out += (out.empty() ? "" : " ") + one.words.front().literal().value_or("?");
  });
  return out;
}

// "subject at line:column: label|label{command command} label{...}", a line a case; then the
// assignments, and the error.
std::string text_of(const ShellScript& script) {
  std::string out;
  std::string assignments;
  walk(script.body, [&](const ShellNode& node) {
    for (const ShellAssignment& one : node.assignments)
      assignments += fmt::format("set {}\n", one.value.raw);
    if (node.kind != ShellNode::Kind::choice) return;
    const ShellWord& subject = node.words.front();
    out += fmt::format("case {} {}:{}:", subject.raw, subject.at.line, subject.at.column);
    for (const ShellBranch& branch : node.branches) {
      std::string labels;
      for (const ShellWord& label : branch.labels)
        labels += (labels.empty() ? "" : "|") + label.literal().value_or(label.raw);
      out += " " + labels + "{" + commands(branch.body) + "}";
    }
    out += "\n";
  });
  out += assignments;
  if (!script.error.empty())
    out += fmt::format("error {}:{}: {}\n", script.error_at.line, script.error_at.column,
                       script.error);
  return out;
}

std::string read(std::string_view text) {
  return text_of(read_shell_script(text));
}

std::string commands(std::string_view text) {
  return commands(read_shell_script(text).body);
}

}  // namespace

TEST_CASE("the script of a page about NUT is seen with its labels and commands") {
  CHECK(read(R"(#!/bin/sh
# upssched-cmd: case "$x" in a) in a comment is none
CMD="$1"
case "$CMD" in
  onbatt)
    logger -t upssched "ONBATT timer expired"
    ;;
  emergency-shutdown)
    logger -t upssched "Triggering"
    /usr/local/bin/cluster_shutdown.py --reason nut_lowbat
    ;;
  *)
    logger -t upssched "Unknown upssched-cmd: $CMD"
    ;;
esac
)") == "case \"$CMD\" 4:6: onbatt{logger} emergency-shutdown{logger "
       "/usr/local/bin/cluster_shutdown.py} *{logger}\n"
       "set CMD=\"$1\"\n");
}

TEST_CASE("labels are quoted, several, in parentheses, on one line, and the last needs no ;;") {
  CHECK(read("case $1 in (\"a b\"|'c'|d\\*) x;; e) y\nesac\nz") ==
        "case $1 1:6: a b|c|d*{x} e{y}\n");
  CHECK(read("case $1 in esac") == "case $1 1:6:\n");
  CHECK(read("case $1\n\nin # comment\n # more\na) x;& b) y;;& c) ;; esac") ==
        "case $1 1:6: a{x} b{y} c{}\n");
}

TEST_CASE("a case in a case, in a function, in an if, in $( ) is seen; the word alone is not") {
  CHECK(read("case $1 in a) case $2 in b) x;; esac; y;; c) z;; esac") ==
        "case $2 1:20: b{x}\ncase $1 1:6: a{x y} c{z}\n");
  CHECK(read("run() {\n  if true; then case $1 in a) x ;; esac; fi\n}\n") ==
        "case $1 2:22: a{x}\n");
  CHECK(read("x=$(case $1 in a) echo 1;; esac)") ==
        "case $1 1:10: a{echo}\nset "
        "x=$(case $1 in a) echo 1;; esac)\n");
  CHECK(read("echo case $1 in a\necho esac") == "");
  CHECK(read("'case' $1") == "");
}

TEST_CASE("quotes, here-documents and expansions hide what looks like a case") {
  CHECK(read("echo 'case $1 in a) ;; esac' \"case $1 in\"") == "");
  CHECK(read("cat <<END\ncase $1 in a) ;; esac\nEND\ncase $1 in b) x;; esac\n") ==
        "case $1 4:6: b{x}\n");
  CHECK(read("cat <<-'E O' > /tmp/x; y\n\tcase\n\tE O\nz\n") == "");
  CHECK(commands("cat <<-'E O' > /tmp/x; y\n\tcase\n\tE O\nz\n") == "cat y z");
  CHECK(commands("a <<1 <<2\nx\n1\ny\n2\nb") == "a b");
  CHECK(commands("a `x 'case in'` ${x:-case} ${x:-\"}\"} $((1+(2))) $(b 'c)') d # e\nf") ==
        "x b a f");
  CHECK(commands("cat <<END\nno end") == "cat");
}

TEST_CASE("commands are the first words of commands, whatever comes before") {
  CHECK(
      commands("if a && ! b || { c; } | (d) & then e; else f; fi\nwhile g; do h; done\n"
               "for x in i j; do k; done\nA=1 B='2' l > m 2>&1 < n o\nexport C=$1 D\np \\\n q\n") ==
      "a b c d e f g h k l export p");
  CHECK(read("A=1 B='2' l X=3\nexport C=$1 D=\"$2\"\nlocal E=5; F=6\n1x=2\n") ==
        "set A=1\nset B='2'\nset C=$1\nset D=\"$2\"\nset E=5\nset F=6\n");
  CHECK(commands("f() { a; }\nfunction g { b\n}\nc\r\n") == "a b c");
}

TEST_CASE("what cannot be followed is an error with its place") {
  CHECK(read("case $1 in a) echo 'x;; esac") ==
        "case $1 1:6: a{echo}\nerror 1:21: an open quote (')\n");
  CHECK(read("a\necho \"x\ny\n") == "error 2:6: an open quote (\")\n");
  CHECK(read("a `b") == "error 1:5: an open quote (`)\n");
  CHECK(read("a ${b") == "error 1:6: '${' without its '}'\n");
  CHECK(read("a $((1") == "error 1:7: '((' without its '))'\n");
  CHECK(read("a $(b") == "error 1:6: '$(' without its ')'\n");
  CHECK(read("(a") == "error 1:3: it ends in the middle of a statement\n");
  CHECK(read("a )") == "error 1:3: ')' where none is expected\n");
  CHECK(read("esac") == "error 1:1: 'esac' where none is expected\n");
  CHECK(read("a ;; b") == "error 1:3: ';' where none is expected\n");
  CHECK(read("case $1 of a) ;; esac") == "case $1 1:6:\nerror 1:9: 'of' where none is expected\n");
  CHECK(read("case") == "case  1:5:\nerror 1:5: a word is missing\n");
  CHECK(read("case $1 in a b) ;; esac") ==
        "case $1 1:6: a{}\nerror 1:14: a case's label, expected ')' or '|' after it\n");
  CHECK(read("case $1 in a) x") ==
        "case $1 1:6: a{x}\nerror 1:16: it ends in the middle of a statement\n");
  CHECK(read("a \\") == "error 1:4: a '\\' at its end\n");
  CHECK(read("a >") == "error 1:4: a word is missing\n");
}

TEST_CASE("a script that is nested, long or large beyond reason is refused") {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "$(";
  CHECK(read(deep).ends_with(": it is nested too deep\n"));
  std::string braces;
  for (int i = 0; i < 20'000; ++i) braces += "${x:-";
  CHECK(read(braces).ends_with(": it is nested too deep\n"));
  std::string redirections;
  for (int i = 0; i < 50'000; ++i) redirections += ">$(a ";
  CHECK(read(redirections).ends_with(": it is nested too deep\n"));
  std::string cases;
  for (int i = 0; i < 10'000; ++i) cases += "case a in b) ";
  CHECK(read(cases).find("it is nested too deep\n") != std::string::npos);
  std::string many;
  for (std::size_t i = 0; i <= max_script_parts; ++i) many += "a\n";
  CHECK(read(many) == "error 10000:2: it has more than 20000 commands and words\n");
  CHECK(read(std::string(max_script_size + 1, 'a')) ==
        "error 1:1: it has more than 262144 bytes\n");
  CHECK(read(std::string("a\0b", 3)) == "");
}
