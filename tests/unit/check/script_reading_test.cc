#include "check/script_reading.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "unit/check/folder.h"

using namespace upshid::check;
using upshid::check::test::Folder;

namespace {

const char* name_of(Doubt::Kind kind) {
  switch (kind) {
    case Doubt::Kind::syntax:
      return "syntax";
    case Doubt::Kind::subject:
      return "subject";
    case Doubt::Kind::label:
      return "label";
    case Doubt::Kind::condition:
      return "condition";
    case Doubt::Kind::program:
      return "program";
    case Doubt::Kind::unread:
      return "unread";
    case Doubt::Kind::foreign:
      return "foreign";
    case Doubt::Kind::kernel:
      return "kernel";
    case Doubt::Kind::too_long:
      break;
  }
  return "too long";
}

std::string file_of(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

Reading reading_of(const Folder& folder, std::string_view text, const std::string& name = "onbatt",
                   const std::string& before = {}) {
  folder.write("cmd", text, 0755);
  return read_command({before + folder / "cmd"}, name, "ONBATT", {});
}

// What becomes of the name: "by name 2", "by pattern 2", "no case 2", "default 2", with the line;
// "not proved: label 2"; or nothing of that.
std::string match(std::string_view text, const std::string& name = "onbatt") {
  const Folder folder;
  const Reading found = reading_of(folder, "#!/bin/bash\n" + std::string(text), name);
  if (found.match)
    return fmt::format("by {} {}", found.match->is_pattern ? "pattern" : "name",
                       found.match->place.at.line);
  if (found.doubt)
    return fmt::format("not proved: {} {}", name_of(found.doubt->kind), found.doubt->place.at.line);
  if (found.miss)
    return fmt::format("{} {}", found.miss->has_default ? "default" : "no case",
                       found.miss->place.at.line);
  return "";
}

// The programs that run for "onbatt", "line: words".
std::string calls(std::string_view text, const std::string& name = "onbatt") {
  const Folder folder;
  std::string out;
  for (const ProgramCall& call :
       reading_of(folder, "#!/bin/bash\n" + std::string(text), name).calls) {
    if (call.place.path.empty()) continue;
    out +=
        fmt::format("{}{}: {}\n", call.is_remote ? "remote " : "", call.place.at.line, call.text());
  }
  return out;
}

}  // namespace

TEST_CASE("the case on the name is found through the ways that it is written") {
  for (const char* begin :
       {"case $1 in\n", "case \"$1\" in\n", "case ${1} in\n", "case \"${1:-none}\" in\n",
        "case ${1?} in\n", "CMD=$1; case $CMD in\n", "CMD=\"${1}\"; case \"${CMD}\" in\n",
        "local c=\"$1\"; readonly d=$c; case $d in\n",
        "CMD=$1; [ -n \"$CMD\" ] || CMD=help; case $CMD in\n", "case x$1 in xother) ;;\nx*|",
        "case ${1#on} in other) ;;\nbatt|", "case ${1,,} in\n", "case $(echo $1) in\n",
        "CMD=$(echo \"$1\" | tr A-Z a-z); case $CMD in\n", "set -euo pipefail; case $1 in\n",
        "set -o errexit +x; case $1 in\n", "set -- a \"$1\"; shift; case $1 in\n",
        "run() { case $2 in\n", "while [ $# -gt 0 ]; do case $1 in\n"}) {
    std::string end = "onbatt) x;; esac";
    if (std::string_view(begin).starts_with("run")) end += "; }; run a \"$1\"";
    if (std::string_view(begin).starts_with("while")) end += "; shift; done";
    const std::string found = match(std::string(begin) + end);
    const bool is_found = found == "by name 3" || found == "by pattern 3";
    CHECK_MESSAGE(is_found, std::string(begin), found);
  }
}

TEST_CASE("a case on something else is no case for the name") {
  for (const char* begin :
       {"case $2 in ", "case $NOTIFYTYPE in ", "case ${#1} in ", "shift; case $1 in ",
        "set -- a; case $1 in ", "case \"\" in ", "case $(hostname) in "}) {
    CHECK_MESSAGE(match(std::string(begin) + "onbatt) x;; esac") == "", std::string(begin));
  }
}

TEST_CASE("the first label that fits counts, and so does a default") {
  CHECK(match("case $1 in a|onbatt) x;; esac") == "by name 2");
  CHECK(match("case $1 in on*) x;; esac") == "by pattern 2");
  CHECK(match("case $1 in ??batt) x;; esac") == "by pattern 2");
  CHECK(match("case $1 in [on]*) x;; *) echo no;; esac") == "by pattern 2");
  CHECK(match("case $1 in [!a-n]*) x;; *) echo no;; esac") == "by pattern 2");
  CHECK(match("case $1 in 'on*'|ON*|on?|[a-n]*) x;; esac") == "no case 2");
  CHECK(match("case $1 in a) x;;\n*) echo no;; esac") == "default 3");
  CHECK(match("case $1 in *) echo no;;\nonbatt) x;; esac") == "default 2");
  CHECK(match("shopt -s extglob\ncase $1 in @(on|off)batt) x;; esac") == "not proved: label 3");
  CHECK(match("case $1 in @(on|off)batt) x;; esac") == "not proved: syntax 2");
  CHECK(match("shopt -s nocasematch\ncase $1 in ONBATT) x;; esac") == "by name 3");
  CHECK(match("case $1 in $x*) y;; esac", "xonbatt") == "default 2");
  CHECK(match("read x; case $1 in $x) y;;\nonbatt) x;; esac") == "by name 3");
  CHECK(match("read x; case $1 in $x) y;; esac") == "not proved: label 2");
  CHECK(match("case $1 in a) x;; *) echo no;; esac\ncase $1 in onbatt) y;; esac") == "by name 3");
}

TEST_CASE("comparisons with the name are cases, too") {
  CHECK(match("if [ \"$1\" = onbatt ]; then x; fi") == "by name 2");
  CHECK(match("if [ \"$1\" = other ]; then x; else y; fi") == "no case 2");
  CHECK(match("[ onbatt != \"$1\" ] || x") == "by name 2");
  CHECK(match("[[ $1 == on* ]] && x") == "by pattern 2");
  CHECK(match("[[ $1 == \"on*\" ]] && x") == "no case 2");
  CHECK(match("[[ -n $1 && ( $1 = a || $1 = onbatt ) ]] && x") == "by name 2");
  CHECK(match("if [ \"$1\" = a -o \"$1\" = onbatt ]; then x; fi") == "by name 2");
  CHECK(match("[ -z \"$1\" ] && exit 1; [ \"$1\" = --help ] && exit") == "");
  CHECK(match("if [[ $1 =~ ^on ]]; then x; fi") == "not proved: condition 2");
  CHECK(match("if echo \"$1\" | grep -q on; then x; fi") == "not proved: condition 2");
  CHECK(match("case $(sed s/on/off/ <<< \"$1\") in offbatt) x;; esac") == "not proved: subject 2");
}

TEST_CASE("what runs for a name is followed through functions, files and scripts that are called") {
  CHECK(calls("case $1 in a) b;; onbatt) /c/d -e \"$1\";; esac; f") == "2: /c/d -e onbatt\n2: f\n");
  CHECK(calls("say() { logger \"$@\"; }\nsay a \"b c\"") == "2: logger a b c\n");
  CHECK(calls("handle_onbatt() { x; }\n\"handle_$1\"") == "2: x\n");
  CHECK(calls("f() { [ -n \"$1\" ] || return 1; x; }\nf; f y && z") == "2: x\n3: z\n");
  CHECK(calls("case $1 in onbatt) exit;; esac; x") == "");
  CHECK(calls("sudo -u root nohup env A=b timeout -k 5 9 /x y &") == "2: /x y\n");
  CHECK(calls("exec > >(logger -t a) 2>&1; exec x; y") == "2: logger -t a\n2: x\n");
  CHECK(calls("bash -c 'x \"$1\"' a b; sh <<E\ny\nE\neval \"z $1\"") ==
        "2: x b\n2: y\n5: z onbatt\n");
  CHECK(calls("for h in a b; do ssh -p 22 \"$h\" 'sync; halt'; done") ==
        "2: ssh -p 22 a sync; halt\nremote 2: sync\nremote 2: halt\n2: ssh -p 22 b sync; halt\n");
  CHECK(calls("while read -r h; do x \"$h\"; done < <(cat /y)") == "2: cat /y\n2: x ...\n");
  CHECK(calls("trap 'x' EXIT; y") == "2: y\n2: x\n");
  CHECK(calls("case $1 in onbatt) x;;& on*) y;& z) w;; *) v;; esac") == "2: x\n2: y\n2: w\n");
  CHECK(calls("if grep -q a /b; then x; else y; fi") == "2: grep -q a /b\n2: x\n2: y\n");
  const Folder folder;
  folder.write("lib", "go() { x \"$1\"; }\n");
  folder.write("other", "#!/bin/sh\n[ \"$1\" = onbatt ] && y\n", 0755);
  const Reading found = reading_of(
      folder, "#!/bin/sh\n. " + folder / "lib" + "\ngo a\nsudo " + folder / "other" + " \"$1\"\n");
  std::string text;
  for (const ProgramCall& call : found.calls) {
    if (!call.was_read)
      text += fmt::format("{}:{} {}\n", file_of(call.place.path), call.place.at.line, call.text());
  }
  CHECK(text == "lib:1 x a\nother:2 y\n");
  REQUIRE(found.match);
  CHECK(file_of(found.match->place.path) == "other");
}

TEST_CASE("a command line that starts the script by another program is followed") {
  const Folder folder;
  for (const char* before :
       {"env ", "/usr/bin/env A=b ", "bash ", "sudo -n /bin/sh ", "nice -n 5 "})
    CHECK(reading_of(folder, "#!/bin/sh\ncase $1 in onbatt) x;; esac\n", "onbatt", before).match);
  CHECK_FALSE(reading_of(folder, "case $1 in onbatt) x;; esac\n").match);
  const Reading found = reading_of(folder, "#!/usr/bin/python3\n");
  REQUIRE(found.doubt);
  CHECK(found.doubt->kind == Doubt::Kind::foreign);
}

TEST_CASE("NOTIFYTYPE of a name that has one alone is known") {
  CHECK(calls("case $NOTIFYTYPE in ONBATT) x;; ONLINE) y;; esac") == "2: x\n");
  const Folder folder;
  folder.write("cmd", "#!/bin/sh\ncase $NOTIFYTYPE in ONBATT) x;; ONLINE) y;; esac\n", 0755);
  CHECK(read_command({folder / "cmd"}, "a", std::nullopt, {}).calls.size() == 3);
}

TEST_CASE("what is not followed is a doubt with its place, never a silence") {
  CHECK(match("\"$2\"x") == "");
  CHECK(match("read c; $c \"$1\"") == "not proved: program 2");
  CHECK(match("/nonexistent/worker \"$1\"") == "not proved: unread 2");
  CHECK(match("eval \"$(cat /x)\"") == "not proved: program 2");
  CHECK(match("case $1 in onbatt) echo 'x;; esac") == "not proved: syntax 2");
  std::string doubling = "a=x\n";
  for (int i = 0; i < 60; ++i) doubling += "a=$a$a\n";
  CHECK(match(doubling + "case $1 in onbatt) x;; esac") == "by name 63");
  CHECK(match("f() { f \"$1\"; }; f \"$1\"") == "not proved: too long 2");
  CHECK(match("while :; do :; done; case $1 in onbatt) x;; esac") == "by name 2");
}

TEST_CASE("where set -e or set -u ends a script is known") {
  const Folder folder;
  const auto unset = reading_of(folder, "#!/bin/bash\nset -u\nlogger \"$2\"\nx\n").stop;
  REQUIRE(unset);
  CHECK(unset->is_unset);
  CHECK(unset->place.at.line == 3);
  const auto failed = reading_of(folder, "#!/bin/sh\nset -o errexit\n\nfalse\nx\n").stop;
  REQUIRE(failed);
  CHECK_FALSE(failed->is_unset);
  CHECK(failed->place.at.line == 4);
  CHECK_FALSE(reading_of(folder, "#!/bin/sh\nfalse\nx\n").stop);
}

TEST_CASE("sleep and programs of unknown time before a command are known") {
  const Folder folder;
  const Reading found =
      reading_of(folder, "#!/bin/sh\nlogger a; sleep 20; sleep 2m; x; sleep 5; y\n");
  REQUIRE(found.calls.size() == 7);
  CHECK(found.calls[4].slept == std::chrono::seconds(140));
  CHECK_FALSE(found.calls[4].has_waited);
  CHECK(found.calls[6].slept == std::chrono::seconds(145));
  CHECK(found.calls[6].has_waited);
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
