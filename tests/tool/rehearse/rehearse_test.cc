// upshid-sched rehearse as a user runs it.

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "tool/run.h"

namespace upshid::test {

namespace {

Ran rehearse(std::vector<std::string> words) {
  words.insert(words.begin(), "rehearse");
  return run(words);
}

// Compares with a file beside the test; UPSHID_REWRITE_EXPECTED writes it, to be read before it is
// committed.
void check_expected(const std::string& found, const std::string& name) {
  const std::string path = std::string(UPSHID_TEST_DATA) + "/expected/" + name;
  if (std::getenv("UPSHID_REWRITE_EXPECTED") != nullptr)
    std::ofstream(path, std::ios::binary) << found;
  const auto text = base::read_file(path);
  CHECK(found == (text ? *text : std::string()));
}

const std::string corrected = UPSHID_EXAMPLES "/nut";
const std::string as_found = UPSHID_EXAMPLES "/nut-as-found";

// Where the files are differs from machine to machine.
std::string without_place(std::string text) {
  const std::string place = UPSHID_EXAMPLES;
  for (auto at = text.find(place); at != std::string::npos; at = text.find(place))
    text.replace(at, place.size(), "EXAMPLES");
  return text;
}

// One line for each scenario: where a line is folded depends on the place of the files.
std::string unfolded(std::string text) {
  const std::string_view fold = "\n               ";
  for (auto at = text.find(fold); at != std::string::npos; at = text.find(fold))
    text.replace(at, fold.size(), " ");
  return without_place(std::move(text));
}

nlohmann::json given_of(std::vector<std::string> words) {
  const Confdir empty("");
  words.insert(words.end(), {"--confdir", empty.path(), "--json"});
  const Ran ran = rehearse(std::move(words));
  CHECK(ran.err.empty());
  return nlohmann::json::parse(ran.out)["given"];
}

}  // namespace

TEST_CASE("rehearse: the corrected example is safe once its command's time is known") {
  const Ran ran = rehearse(
      {"--confdir", corrected, "--script-time", "emergency-shutdown=150", "virtual:CP850PFCLCDa"});
  CHECK(ran.status == 0);
  CHECK(ran.out.find("SAFE: this machine is off at ") != std::string::npos);
}

TEST_CASE("rehearse: a configuration as found in the field is not safe") {
  const Ran ran = rehearse({"--confdir", as_found, "virtual:CP850PFCLCDa"});
  CHECK(ran.status == 15);
  CHECK(without_place(ran.err) ==
        "upshid-sched: EXAMPLES/nut-as-found/ups.conf:4:12: unterminated quote: the text continues "
        "to the end of the file; expected '\"' on this line\nupshid-sched: "
        "EXAMPLES/nut-as-found/upsmon.conf: no MONITOR line; assuming "
        "that cyberpower feeds this machine\nupshid-sched: EXAMPLES/nut-as-found/upsmon.conf: no "
        "SHUTDOWNCMD; commands run, but this machine stays up\n");
  CHECK(ran.out.find("NOT SAFE: upsmon.conf has no SHUTDOWNCMD: ") != std::string::npos);
  CHECK(ran.out.find("  - earlyshutdown does nothing: ") != std::string::npos);
}

TEST_CASE("rehearse: without any configuration, the whole text") {
  const Confdir empty("");
  const Ran ran = rehearse({"--confdir", empty.path(), "virtual:CP850PFCLCDa,charge=50,load=40"});
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
  std::string text = ran.out;
  const auto at = text.find(empty.path());
  REQUIRE(at != std::string::npos);
  check_expected(text.replace(at, empty.path().size(), "CONFDIR"), "no-configuration.txt");
}

TEST_CASE("rehearse: all scenarios, a line each, and the worst of their statuses") {
  const Ran ran = rehearse({"--confdir", as_found, "--scenario", "all", "virtual:CP850PFCLCDa"});
  CHECK(ran.status == 15);
  check_expected(unfolded(ran.out), "as-found.all.txt");
  const Confdir empty("");
  CHECK(rehearse({"--confdir", empty.path(), "--scenario", "all", "virtual:EC850LCD"}).status == 0);
}

TEST_CASE("rehearse: where no UPS is plugged in a virtual one stands in, and that is said") {
  if (a_ups_is_plugged()) return;
  const Ran ran = rehearse({"--confdir", corrected, "--scenario", "blip"});
  CHECK(ran.status == 0);
  CHECK(ran.out.find("UPS       cyberpower; NONE IS PLUGGED IN: simulated by "
                     "virtual:CP850PFCLCDa\n") != std::string::npos);
}

TEST_CASE("rehearse: charge, load, runtime and margin of the command line count") {
  const std::string ups = "virtual:CP850PFCLCDa";
  CHECK(given_of({ups})["runtime"] == 2400);
  CHECK(given_of({ups, "--charge", "50"})["runtime"] == 1200);
  CHECK(given_of({ups, "--charge", "50"})["charge"] == 50);
  CHECK(given_of({ups, "--load", "40"})["runtime"] == 791);
  CHECK(given_of({ups, "--load", "10"})["runtime"] == 4800);
  CHECK(given_of({ups, "--runtime", "600", "--charge", "80"})["runtime"] == 600);
  CHECK(given_of({ups, "--margin", "0"})["margin"] == 0);
  CHECK(given_of({ups, "--script-time", "SHUTDOWNCMD=12.5"})["halt"] == 12.5);
}

TEST_CASE("rehearse: a command line that makes no sense is refused with status 2") {
  struct Row {
    std::vector<std::string> words;
    const char* told;
  };
  const std::string ups = "virtual:CP850PFCLCDa";
  for (const Row& row : {
           Row{{"--nonsense"}, "unknown option --nonsense"},
           Row{{"-x"}, "unknown option -x"},
           Row{{"--svg"}, "option --svg needs a value"},
           Row{{"--svg", ""}, "option --svg needs a value"},
           Row{{"--confdir", ""}, "option --confdir needs a value"},
           Row{{"a", "b"}, "unexpected argument \"b\": expected one UPS"},
           Row{{"--charge", "0"}, "--charge 0, expected a number of percent from 1 to 100"},
           Row{{"--load", "x"}, "--load x, expected a number of percent from 1 to 200"},
           Row{{"--runtime", "-1"}, "--runtime -1, expected a number of seconds from 1 to 172800"},
           Row{{"--margin", "100"}, "--margin 100, expected a number of percent from 0 to 90"},
           Row{{"--script-time", "onbatt"},
               "--script-time onbatt, expected NAME=SECONDS with a number of seconds from 0 to "
               "86400"},
           Row{{"--script-time", "=3"},
               "--script-time =3, expected NAME=SECONDS with a number of seconds from 0 to 86400"},
           Row{{"--script-time", "onbat=3", "--confdir", corrected, ups},
               "--script-time onbat: there is no such command, expected one of onbatt, "
               "earlyshutdown, "
               "emergency-shutdown, lost, replace-battery, SHUTDOWNCMD"},
           Row{{"--scenario", "short"},
               "--scenario short, expected one of blip, flicker, long, last-moment, usb-drop, "
               "battery-test, monitor-killed, low-on-mains, comms-lost or all"},
           Row{{"--scenario", "all", "--svg", "/tmp/x.svg"},
               "--svg draws one scenario, and --scenario all has many"},
           Row{{"--confdir", corrected, "a@another-machine"},
               "\"a@another-machine\" is no UPS of this machine, expected NAME, NAME=ADDRESS or an "
               "address"},
       }) {
    const Ran ran = rehearse(row.words);
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    CHECK(ran.err ==
          "upshid-sched: " + std::string(row.told) + "; see upshid-sched rehearse --help\n");
  }
}

TEST_CASE("rehearse: options may stand before the verb, and a timer of its name is none") {
  const Ran ran =
      run({"--confdir", corrected, "--json", "rehearse", "--scenario", "blip", "virtual:EC850LCD"});
  CHECK(ran.status == 0);
  CHECK(nlohmann::json::parse(ran.out)["scenario"] == "blip");
  CHECK(run({"start", "rehearse", "x"}).err.find("rehearse --help") == std::string::npos);
}

TEST_CASE("rehearse: several UPSes have to be told apart") {
  const Confdir two(
      "[one]\ndriver = usbhid-ups\nport = auto\n[two]\ndriver = usbhid-ups\nport = auto\n");
  const Ran ran = rehearse({"--confdir", two.path()});
  CHECK(ran.status == 5);
  CHECK(
      ran.err ==
      "upshid-sched: several UPSes are watched; name the one that loses line power: one and two\n");
  const Ran named = rehearse({"--confdir", two.path(), "two=virtual:EC850LCD"});
  CHECK(named.status == 0);
  CHECK(named.out.find("SAFE: this machine stays up. Commands: none.") != std::string::npos);
}

TEST_CASE("rehearse: errors on the way have their own statuses") {
  const Ran profile = rehearse({"virtual:NONE"});
  CHECK(profile.status == 3);
  CHECK(profile.err.find("no such profile; expected one of Back-UPS-RS-1000G, ") !=
        std::string::npos);
  const Ran picture = rehearse({"--svg", "/nowhere/x.svg", "virtual:EC850LCD"});
  CHECK(picture.status == 10);
  CHECK(picture.err.find("upshid-sched: /nowhere/x.svg: cannot write the picture: ") !=
        std::string::npos);
}

TEST_CASE("rehearse: runs nothing and writes nothing but the picture") {
  const Confdir folder("");
  const std::string picture = folder.path() + "/x.svg";
  const Ran ran = rehearse({"--confdir", folder.path(), "--svg", picture, "virtual:EC850LCD"});
  CHECK(ran.status == 0);
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    (void)entry;
    ++files;
  }
  CHECK(files == 2);
  CHECK(base::read_file(picture).value().starts_with("<svg "));
}

TEST_CASE("rehearse: every option of --help is in the manual page") {
  const Ran help = rehearse({"--help"});
  CHECK(help.status == 0);
  const std::string manual = base::read_file(UPSHID_SCHED_MANUAL).value();
  for (const char* option : {"scenario", "charge", "load", "runtime", "margin", "script-time",
                             "svg", "json", "confdir", "help"}) {
    CHECK_MESSAGE(help.out.find("--" + std::string(option)) != std::string::npos, option);
    CHECK_MESSAGE(manual.find("Fl -" + std::string(option)) != std::string::npos, option);
  }
}

}  // namespace upshid::test
