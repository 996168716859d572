#include "check/shell_script.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace upshid::check;

namespace {

// "subject at line:column: label|label {command command} label {...}", a line a case; then the
// commands outside, and the assignments.
std::string text_of(const ShellScript& script) {
  std::string out;
  for (const CaseStatement& statement : script.cases) {
    out += fmt::format("case {} {}:{}:", statement.subject.raw, statement.subject.at.line,
                       statement.subject.at.column);
    for (const CaseBranch& branch : statement.branches) {
      std::string labels;
      for (const ShellWord& label : branch.labels)
        labels += (labels.empty() ? "" : "|") + label.text;
      out += " " + labels + "{";
      for (std::size_t i = branch.first_command; i < branch.end_command; ++i)
        out += (i == branch.first_command ? "" : " ") + script.commands[i].text;
      out += "}";
    }
    out += "\n";
  }
  for (const ShellAssignment& assignment : script.assignments)
    out += fmt::format("set {}={}\n", assignment.name, assignment.value.raw);
  if (!script.error.empty())
    out += fmt::format("error {}:{}: {}\n", script.error_at.line, script.error_at.column,
                       script.error);
  return out;
}

std::string read(std::string_view text) {
  return text_of(read_shell_script(text));
}

std::string commands(std::string_view text) {
  std::string out;
  for (const ShellWord& word : read_shell_script(text).commands)
    out += (out.empty() ? "" : " ") + word.text;
  return out;
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
  const ShellScript script = read_shell_script("case $1 in a*) ;; 'a*') ;; [ab]) ;; $x) ;; esac");
  const auto label = [&](std::size_t i) { return script.cases.at(0).branches.at(i).labels.at(0); };
  CHECK(label(0).globs);
  CHECK(label(0).pattern == "a*");
  CHECK_FALSE(label(1).globs);
  CHECK(label(1).pattern == "a\\*");
  CHECK(label(2).has_bracket);
  CHECK(label(3).expands);
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
  CHECK(commands("a `case in` ${x:-case} ${x:-\"}\"} $((1+(2))) $(b 'c)') d # e\nf") == "a b f");
  CHECK(commands("cat <<END\nno end") == "cat");
}

TEST_CASE("commands are the first words of commands, whatever comes before") {
  CHECK(
      commands("if a && ! b || { c; } | (d) & then e; else f; fi\nwhile g; do h; done\n"
               "for x in i j; do k; done\nA=1 B='2' l > m 2>&1 < n o\nexport C=$1 D\np \\\n q\n") ==
      "a b c d e f g h k l export p");
  CHECK(read("A=1 B='2' l X=3\nexport C=$1 D=\"$2\"\nlocal E=5; F=6\n1x=2\n") ==
        "set A=1\nset B='2'\nset C=$1\nset D=\"$2\"\nset E=5\nset F=6\n");
  CHECK(commands("f() { a; }\nfunction g { b\n}\nc\r\n") == "f a b c");
}

TEST_CASE("what cannot be followed is an error with its place") {
  CHECK(read("case $1 in a) echo 'x;; esac") ==
        "case $1 1:6: a{echo}\nerror 1:21: an open quote (')\n");
  CHECK(read("a\necho \"x\ny\n") == "error 2:6: an open quote (\")\n");
  CHECK(read("a `b") == "error 1:5: an open quote (`)\n");
  CHECK(read("a ${b") == "error 1:6: '${' without its '}'\n");
  CHECK(read("a $((1") == "error 1:7: '$((' without its '))'\n");
  CHECK(read("a $(b") == "error 1:6: it ends in the middle of a statement\n");
  CHECK(read("(a") == "error 1:3: it ends in the middle of a statement\n");
  CHECK(read("a )") == "error 1:3: ')' without a '('\n");
  CHECK(read("esac") == "error 1:5: esac without a case\n");
  CHECK(read("a ;; b") == "error 1:3: ';;' outside of a case\n");
  CHECK(read("case $1 of a) ;; esac") == "case $1 1:6:\nerror 1:11: case without in\n");
  CHECK(read("case") == "case  1:5:\nerror 1:5: a word is missing\n");
  CHECK(read("case $1 in a b) ;; esac") ==
        "case $1 1:6:\nerror 1:14: a case's label, expected ')' or '|' after it\n");
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
  for (std::size_t i = 0; i <= most_script_parts; ++i) many += "a\n";
  CHECK(read(many) == "error 5001:2: it has more than 5000 commands or labels\n");
  CHECK(read(std::string(longest_script + 1, 'a')) == "error 1:1: it has more than 262144 bytes\n");
  CHECK(read(std::string("a\0b", 3)) == "");
}
