#include <doctest/doctest.h>
#include <upshid/upshid.h>

#include "base/file.h"
#include "base/text.h"
#include "tool/sim/program.h"

namespace upshid::test {

namespace {

// The message of a command line that makes no sense.
std::string misused(const std::vector<std::string>& arguments) {
  const Scratch scratch;
  const Ended ended = run_sim(arguments, scratch);
  CHECK(ended.status == 2);
  CHECK(ended.out.empty());
  return ended.err;
}

}  // namespace

TEST_CASE("upshid-sim lists the profiles and says its version") {
  const Scratch scratch;
  CHECK(run_sim({"list"}, scratch).out ==
        "Back-UPS-RS-1000G\nCP850PFCLCDa\nEC850LCD\nPR1500LCDRT2U\nST-Series\nUT1500E\n");
  CHECK(run_sim({"--version"}, scratch).out == "upshid-sim " + std::string(version()) + "\n");
}

TEST_CASE("upshid-sim's help names every verb and option, and that of one verb its arguments") {
  const Scratch scratch;
  const std::string help = run_sim({"--help"}, scratch).out;
  for (const char* option : {"--port", "--speed", "--latency", "--cycle", "--log", "--scenario",
                             "--name", "--control", "--version", "--help"}) {
    CHECK(help.find(option) != std::string::npos);
  }
  CHECK(run_sim({"attach", "--help"}, scratch).out == help);
  const Ended verbs = run_sim({"do", "--help"}, scratch);
  CHECK(verbs.status == 0);
  CHECK(verbs.out.find("\n  mains on|off|VOLTS ") != std::string::npos);
  CHECK(run_sim({"do", "latency", "--help"}, scratch).out ==
        "  latency DURATION                   duration of every control transfer\n");
}

TEST_CASE("A command line of upshid-sim that makes no sense is refused with what was expected") {
  const std::string end = "; see upshid-sim --help\n";
  CHECK(misused({}) == "upshid-sim: missing verb: expected attach, serve, do or list" + end);
  CHECK(misused({"plug"}) ==
        "upshid-sim: unknown verb \"plug\"; expected attach, serve, do or list" + end);
  CHECK(misused({"--frobnicate"}) == "upshid-sim: unknown option --frobnicate" + end);
  CHECK(misused({"attach"}) ==
        "upshid-sim: attach needs a profile (see upshid-sim list) or a directory" + end);
  CHECK(misused({"serve", "EC850LCD", "UT1500E"}) ==
        "upshid-sim: unexpected argument \"UT1500E\": serve takes one unit; for another one, start "
        "another upshid-sim" +
            end);
  CHECK(misused({"attach", "--port", "x", "EC850LCD"}) ==
        "upshid-sim: --port x: expected a number from 0 to 65535" + end);
  CHECK(misused({"attach", "EC850LCD", "--speed", "high"}) ==
        "upshid-sim: --speed high: expected low or full" + end);
  CHECK(misused({"attach", "EC850LCD", "--latency", "4"}) ==
        "upshid-sim: --latency 4: expected a duration such as 4ms" + end);
  CHECK(misused({"attach", "EC850LCD", "--log"}) == "upshid-sim: option --log needs a value" + end);
  CHECK(misused({"attach", "-x", "EC850LCD"}) == "upshid-sim: unknown option -x" + end);
  CHECK(misused({"do"}) == "upshid-sim: missing verb: see upshid-sim do --help" + end);
  CHECK(misused({"do", "mians", "--help"}) ==
        "upshid-sim: unknown verb \"mians\"; see upshid-sim do --help" + end);
  CHECK(misused({"do", "--to", "a", "--control", "b", "status"}) ==
        "upshid-sim: --to and --control cannot be combined" + end);
  CHECK(misused({"list", "all"}) ==
        "upshid-sim: unexpected argument \"all\": list takes none" + end);
  CHECK(misused({"do", "mains", "of"}) ==
        "upshid-sim: mains: found \"of\", expected on, off or volts from 0 to 1000\n");
}

TEST_CASE("The manual page of upshid-sim has every verb and every option") {
  const auto manual = base::read_file(UPSHID_SIM_MANUAL);
  REQUIRE(manual);
  const Scratch scratch;
  std::size_t verbs = 0;
  const std::string help = run_sim({"do", "--help"}, scratch).out;
  for (const std::string_view line : base::split(help, '\n')) {
    if (!line.starts_with("  ") || line.starts_with("  -")) continue;
    ++verbs;
    const std::string verb(base::words(line).front());
    const bool told = manual->find(".It Cm " + verb) != std::string::npos ||
                      manual->find(", Cm " + verb) != std::string::npos ||
                      manual->find(" , " + verb) != std::string::npos;
    CHECK_MESSAGE(told, verb);
  }
  CHECK(verbs == 23);
  for (const char* option : {"port", "speed", "latency", "cycle", "log", "scenario", "name",
                             "control", "to", "version", "help"}) {
    const std::string name(option);
    const bool told = manual->find("Fl -" + name) != std::string::npos ||
                      manual->find(", -" + name) != std::string::npos;
    CHECK_MESSAGE(told, name);
  }
}

TEST_CASE("What upshid-sim cannot find or read has its own exit status") {
  const Scratch scratch;
  const Ended profile = run_sim({"serve", "CP9000"}, scratch);
  CHECK(profile.status == 3);
  CHECK(profile.err ==
        "upshid-sim: virtual:CP9000: no such profile; expected one of Back-UPS-RS-1000G, "
        "CP850PFCLCDa, EC850LCD, PR1500LCDRT2U, ST-Series, UT1500E\n");
  const Ended folder = run_sim({"serve", scratch / "none"}, scratch);
  CHECK(folder.status == 3);
  scratch.write("bad.scenario", "5s mains of\n");
  const Ended scenario =
      run_sim({"serve", "EC850LCD", "--scenario", scratch / "bad.scenario"}, scratch);
  CHECK(scenario.status == 6);
  CHECK(scenario.err ==
        "upshid-sim: " + (scratch / "bad.scenario") +
            ":1:4: mains: found \"of\", expected on, off or volts from 0 to 1000\n");
  const Ended none = run_sim({"do", "--control", scratch / "none.sock", "status"}, scratch);
  CHECK(none.status == 3);
  CHECK(none.err == "upshid-sim: " + (scratch / "none.sock") +
                        ": upshid-sim is not running (No such file or directory, errno 2)\n");
  const Ended unnamed = run_sim({"do", "--to", "nobody", "status"}, scratch);
  CHECK(unnamed.status == 3);
  CHECK(unnamed.err ==
        "upshid-sim: no upshid-sim called nobody is running (no socket in /run/upshid-sim or " +
            scratch.path() + "/upshid-sim)\n");
  const Ended off = run_sim(
      {"serve", "--port", "0", "--control", scratch / "off.sock", "EC850LCD,mains=off,charge=0"},
      scratch);
  CHECK(off.status == 9);
  CHECK(off.err ==
        "upshid-sim: the unit is off: line power is absent and the battery is empty; it returns "
        "with line power\n");
  const Ended log = run_sim({"serve", "EC850LCD", "--log", scratch / "no/log"}, scratch);
  CHECK(log.status == 9);
  CHECK(log.err == "upshid-sim: " + (scratch / "no/log") +
                       ": cannot open the log (No such file or directory, errno 2)\n");
}

}  // namespace upshid::test
