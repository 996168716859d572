// The command line, --help and the manual page.

#include <doctest/doctest.h>
#include <upshid/upshid.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tool/sched/program.h"

namespace upshid::test {

TEST_CASE("--help and --version print and end, with a verb and without") {
  const Bench bench;
  CHECK(run_sched(bench, {"-V"}).out == "upshid-sched " + std::string(version()) + "\n");
  const Ended help = run_sched(bench, {"--help"});
  CHECK(help.status == 0);
  CHECK(help.out.starts_with("usage: upshid-sched test "));
  CHECK(run_sched(bench, {"test", "-h"}).out == help.out);
}

TEST_CASE("a command line that makes no sense is refused with status 2") {
  const Bench bench;
  struct Row {
    std::vector<std::string> words;
    const char* told;
  };
  const std::string verbs =
      "expected test, start, cancel, list, status, reload, fsd, check or rehearse";
  for (const Row& row : std::vector<Row>{
           {{"--nonsense"}, "unknown option --nonsense"},
           {{"list", "-x"}, "unknown option -x"},
           {{"list", "--statedir"}, "option --statedir needs a value"},
           {{"list", "--statedir", ""}, "option --statedir needs a value"},
           {{"check", "--confdir", ""}, "option --confdir needs a value"},
           {{"list", "--really"}, "list has no --really"},
           {{"start", "a", "5", "--json"}, "start has no --json"},
           {{"fsd", "--dry-run"}, "fsd has no --dry-run"},
           {{"status", "--confdir", "/"}, "status has no --confdir"},
           {{"test"}, "test needs more, expected test TYPE [UPS]"},
           {{"test", "a", "b", "c"}, "unexpected argument \"c\": expected test TYPE [UPS]"},
           {{"start", "a"}, "start needs more, expected start NAME SECONDS"},
           {{"cancel"}, "cancel needs more, expected cancel NAME"},
           {{"list", "a"}, "unexpected argument \"a\": list takes none"}}) {
    const Ended ended = run_sched(bench, row.words);
    CHECK(ended.status == 2);
    CHECK(ended.err == "upshid-sched: " + std::string(row.told) + "; see upshid-sched --help\n");
  }
  CHECK(run_sched(bench, {}).err ==
        "upshid-sched: missing verb: " + verbs + "; see upshid-sched --help\n");
  CHECK(run_sched(bench, {"dance"}).err ==
        "upshid-sched: unknown verb \"dance\"; " + verbs + "; see upshid-sched --help\n");
  const Ended bad = run_sched(bench, {"check", "a@b"});
  CHECK(bad.status == 2);
  CHECK(bad.err ==
        "upshid-sched: \"a@b\" is not a UPS: expected NAME or NAME=ADDRESS; a name has no '@' or "
        "spaces\n");
}

TEST_CASE("the manual page and --help name every verb, option and exit status") {
  const Bench bench;
  const std::string help = run_sched(bench, {"--help"}).out;
  std::ostringstream text;
  text << std::ifstream(UPSHID_SCHED_MANUAL).rdbuf();
  const std::string manual = text.str();
  REQUIRE_FALSE(manual.empty());
  for (const char* verb : {"test", "start", "cancel", "list", "status", "reload", "fsd", "check"}) {
    CHECK_MESSAGE(help.find(verb) != std::string::npos, verb);
    CHECK_MESSAGE(manual.find(std::string("Cm ") + verb) != std::string::npos, verb);
  }
  for (const char* option : {"dry-run", "really", "confdir", "statedir", "json", "version"}) {
    CHECK(help.find(std::string("--") + option) != std::string::npos);
    CHECK_MESSAGE(manual.find(std::string("Fl -") + option) != std::string::npos, option);
  }
  for (const char* status : {"0", "1", "2", "3", "4", "6", "9", "10"})
    CHECK_MESSAGE(manual.find(std::string(".It ") + status + "\n") != std::string::npos, status);
}

}  // namespace upshid::test
