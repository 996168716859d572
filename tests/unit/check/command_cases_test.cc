#include "check/command_cases.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace upshid::check;

namespace {

const char* name_of(Knows how) {
  switch (how) {
    case Knows::by_name:
      return "by name";
    case Knows::by_pattern:
      return "by pattern";
    case Knows::tells:
      return "only tells";
    case Knows::other:
      return "does something";
    case Knows::nothing:
      return "nothing";
    case Knows::unproved:
      break;
  }
  return "not proved";
}

// What is known of "onbatt", and at which line; or why nothing is.
std::string known(std::string_view text, std::size_t position = 1) {
  const ShellScript script = read_shell_script(text);
  const CommandCases cases(script, position);
  if (!cases.doubt().empty()) return cases.doubt();
  const Known found = cases.find("onbatt");
  return fmt::format("{}, line {}", name_of(found.how), found.at.line);
}

}  // namespace

TEST_CASE("the case on the first argument is found through the ways that it is written") {
  for (const char* begin :
       {"case $1 in\n", "case \"$1\" in\n", "case ${1} in\n", "case \"${1:-none}\" in\n",
        "case ${1?} in\n", "CMD=$1; case $CMD in\n", "CMD=\"${1}\"; case \"${CMD}\" in\n",
        "local c=\"$1\"; readonly d=$c; case $d in\n",
        "CMD=$1; [ -n \"$CMD\" ] || CMD=help; case $CMD in\n"}) {
    CHECK_MESSAGE(known(std::string(begin) + "onbatt) x;; esac") == "by name, line 2", begin);
  }
  CHECK(known("case $2 in\nonbatt) x;; esac", 2) == "by name, line 2");
  CHECK(known("case ${10} in\nonbatt) x;; esac", 10) == "by name, line 2");
}

TEST_CASE("a case on something else proves nothing") {
  const std::string none = "no \"case \"$1\" in ... esac\" found";
  for (const char* begin : {"case $2 in ", "case $NOTIFYTYPE in ", "case x$1 in ", "case $10 in ",
                            "case ${1#pre} in ", "case ${#1} in ", "case $(echo $1) in ",
                            "CMD=$(echo $1); case $CMD in ", "C=$1; C=$(x); case $C in ",
                            "shift; case $1 in ", "set -- a; case $1 in ", "case \"\" in "}) {
    CHECK_MESSAGE(known(std::string(begin) + "onbatt) x;; esac") == none, begin);
  }
  CHECK(known("if [ \"$1\" = onbatt ]; then x; fi") == none);
  CHECK(known("case $1 in onbatt) x;; esac '") ==
        "cannot be parsed beyond line 1: an open quote (')");
}

TEST_CASE("the first label that fits counts, and what a default does is looked at") {
  CHECK(known("case $1 in a|onbatt) x;; esac") == "by name, line 1");
  CHECK(known("case $1 in on*) x;; esac") == "by pattern, line 1");
  CHECK(known("case $1 in ??batt) x;; esac") == "by pattern, line 1");
  CHECK(known("case $1 in 'on*'|ON*|on?) x;; esac") == "nothing, line 1");
  CHECK(known("case $1 in a) x;;\n*) echo no; logger no; exit 1;; esac") == "only tells, line 2");
  CHECK(known("case $1 in a) x;;\n*) ;; esac") == "only tells, line 2");
  CHECK(known("case $1 in a) x;;\n*) shutdown $1;; esac") == "does something, line 2");
  CHECK(known("case $1 in *) echo no;;\nonbatt) x;; esac") == "only tells, line 1");
  CHECK(known("case $1 in\n[on]*) x;; *) echo no;; esac") == "not proved, line 2");
  CHECK(known("case $1 in $x) y;;\nonbatt) x;; esac") == "by name, line 2");
  CHECK(known("case $1 in $x) y;; esac") == "not proved, line 1");
}

TEST_CASE("of several cases the one that knows the command counts") {
  CHECK(known("case $1 in a) x;; *) echo no;; esac\ncase $1 in onbatt) y;; esac") ==
        "by name, line 2");
  CHECK(known("case $1 in a) x;; esac\ncase $1 in *) echo no;; esac") == "only tells, line 2");
  const ShellScript script =
      read_shell_script("case $1 in a|b*) ;; 'c d') ;; $e) ;; esac; case $2 in f) ;; esac");
  std::string labels;
  for (const CaseLabel& label : CommandCases(script, 1).labels())
    labels += fmt::format("{} {}\n", label.name, label.at.column);
  CHECK(labels == "a 12\nc d 21\n");
}

TEST_CASE("a pattern's stars take as much as they need, in no time") {
  CHECK(matches_pattern("*", ""));
  CHECK(matches_pattern("a*c", "abcbc"));
  CHECK_FALSE(matches_pattern("a*c", "abcb"));
  CHECK(matches_pattern("**a?", "xxab"));
  CHECK(matches_pattern("\\*", "*"));
  CHECK_FALSE(matches_pattern("\\*", "a"));
  CHECK_FALSE(matches_pattern("\\?", "a"));
  CHECK(matches_pattern("a\\", "a\\"));
  CHECK_FALSE(matches_pattern("", "a"));
  CHECK(matches_pattern("", ""));
  std::string stars;
  for (int i = 0; i < 1000; ++i) stars += "*a";
  CHECK_FALSE(matches_pattern(stars + "b", std::string(5000, 'a')));
}
