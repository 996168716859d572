#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "tool/cmd/tools.h"

using upshid::test::check_silent;
using upshid::test::cmd;
using upshid::test::Confdir;
using upshid::test::Ran;
using upshid::test::rw;

TEST_CASE("a command line that makes no sense is wrong use, and does nothing") {
  check_silent(
      cmd({}), 2,
      "upshid-cmd: missing argument: expected a UPS and a command; see upshid-cmd --help\n");
  check_silent(
      cmd({"load.off"}), 2,
      "upshid-cmd: missing argument: expected a UPS and a command; see upshid-cmd --help\n");
  check_silent(cmd({"virtual:EC850LCD", "load.off", "1", "2"}), 2,
               "upshid-cmd: unexpected argument \"2\"; see upshid-cmd --help\n");
  check_silent(cmd({"--now", "virtual:EC850LCD", "load.off"}), 2,
               "upshid-cmd: unknown option --now; see upshid-cmd --help\n");
  check_silent(cmd({"-u"}), 2, "upshid-cmd: option -u needs a value; see upshid-cmd --help\n");
  check_silent(cmd({"--wait", "virtual:EC850LCD", "load.off"}), 2,
               "upshid-cmd: --wait requires a battery test, not load.off; see upshid-cmd --help\n");
  check_silent(cmd({"--transport", "serial", "-l"}), 2,
               "upshid-cmd: --transport serial: expected auto, hidapi, libusb, virtual or "
               "recording[:FILE]; see upshid-cmd --help\n");
  check_silent(rw({"-s", "battery.charge.low=20"}), 2,
               "upshid-rw: missing argument: expected a UPS; see upshid-rw --help\n");
  check_silent(rw({"virtual:EC850LCD", "battery.charge.low=20"}), 2,
               "upshid-rw: unexpected argument \"battery.charge.low=20\"; see upshid-rw --help\n");
}

TEST_CASE("what upscmd and upsrw refuse is refused with their words") {
  check_silent(cmd({"virtual:EC850LCD", "on"}), 1, "Error: old command names are not supported\n");
  check_silent(rw({"-s", "LOWBATT=20", "virtual:EC850LCD"}), 1,
               "Error: old variable names are not supported\n");
  check_silent(cmd({"a:b:c", "load.off"}), 1,
               "Error: invalid UPS definition.  Required format: upsname[@hostname[:port]]\n");
  const Confdir conf("");
  check_silent(
      cmd({"--confdir", conf.path(), "nobody", "load.off"}), 1,
      "Error: Unknown UPS\n" + cmd({"--confdir", conf.path(), "nobody", "load.off"})
                                   .err.substr(std::string("Error: Unknown UPS\n").size()));
}

TEST_CASE("another host's UPS is left to NUT's tools") {
  check_silent(cmd({"cellar@192.0.2.1", "load.off"}), 8,
               "Error: Not supported\n"
               "upshid-cmd: 192.0.2.1 is another host; upshid commands only the UPSes of this "
               "machine. Use: upscmd cellar@192.0.2.1\n");
}

TEST_CASE("help and version are printed, and every option is in the help") {
  const Ran help = cmd({"--help"});
  CHECK(help.out.starts_with("usage: upshid-cmd [options] -l [<ups>]\n"));
  CHECK(help.status == 0);
  for (const char* option : {"-l", "--dry-run", "--yes", "--wait", "-w", "-u NAME", "-p PASSWORD",
                             "-t SECONDS", "--transport", "--confdir", "-V", "-h"}) {
    CAPTURE(option);
    CHECK(help.out.find(std::string(" ") + option) != std::string::npos);
  }
  CHECK(rw({"-h"}).out.starts_with("usage: upshid-rw [options] [-l] [<ups>]\n"));
  CHECK(rw({"-V"}).out.starts_with("upshid-rw "));
  CHECK(cmd({"-V"}).out.starts_with("upshid-cmd "));
}

TEST_CASE("every option of the help and every exit status is in the manual") {
  for (const std::string name : {"upshid-cmd", "upshid-rw"}) {
    CAPTURE(name);
    const auto manual =
        upshid::base::read_file(std::string(UPSHID_TOOLS_FOLDER) + "/" + name + "/" + name + ".8");
    REQUIRE(manual);
    const std::string help = name == "upshid-cmd" ? cmd({"--help"}).out : rw({"--help"}).out;
    int options = 0;
    for (std::string_view word : upshid::base::words(help)) {
      word.remove_prefix(std::min(word.find_first_not_of("[("), word.size()));
      const std::string_view letters =
          word.substr(std::min(word.find_first_not_of('-'), word.size()));
      const std::string spelled(letters.substr(0, letters.find_first_of(",];:)")));
      if (letters.size() == word.size() || spelled.empty()) continue;
      CAPTURE(spelled);
      const std::string mark = spelled.size() == 1 ? "Fl " + spelled : "Fl -" + spelled;
      const bool told = manual->find(mark) != std::string::npos ||
                        manual->find(" , -" + spelled) != std::string::npos;
      CHECK(told);
      ++options;
    }
    CHECK(options > 10);
    const std::string ends = help.substr(help.find("Exit status"));
    int statuses = 0;
    std::string_view before;
    for (const std::string_view word : upshid::base::words(ends)) {
      const bool begins = before.ends_with(':') || before.ends_with(';');
      before = word;
      if (!begins || !upshid::base::parse_integer(word)) continue;
      CAPTURE(word);
      CHECK(manual->find(".It " + std::string(word) + "\n") != std::string::npos);
      ++statuses;
    }
    CHECK(statuses > 8);
  }
}
