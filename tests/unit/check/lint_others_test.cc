#include <doctest/doctest.h>

#include "check/lint.h"
#include "unit/check/folder.h"

using namespace upshid::check;
using namespace upshid::check::test;

namespace {

constexpr const char* advice =
    "-> install NUT's server (nut-server): upshid-monitor serves it, and it serves them "
    "(NUT_SOCKET "
    "in upshid.conf); or have a command of the plan shut them down (see examples/cluster)\n";

// Whatever there is on this machine.
constexpr const char* without_upsd = "NUT_SOCKET no\n";
constexpr const char* with_upsd = "NUT_SOCKET yes\n";

Report lint(const Folder& folder, const char* upsd = without_upsd) {
  folder.write("upshid.conf", upsd);
  Findings findings;
  lint_others(folder.sources(), findings);
  return folder.report(findings);
}

}  // namespace

TEST_CASE("a user for another machine is an error where upsd listens for it, with its place") {
  const Folder folder;
  folder.write("nut.conf", "MODE=netserver\n");
  folder.write("upsd.conf", "LISTEN 192.168.7.2\n");
  folder.write("upsd.users", "[me]\nupsmon primary\n[cellar]\npassword = x\nupsmon secondary\n");
  CHECK(lint(folder) ==
        std::string("upsd.users:3:1: error: user cellar is for upsmon on another machine "
                    "(secondary), which is not served: it is not told to shut down, and may halt "
                    "when it loses the connection\n") +
            advice);
}

TEST_CASE("each of the three files alone tells of other machines") {
  {
    const Folder folder;
    folder.write("upsd.users", "[cellar]\nupsmon slave\n");
    CHECK(lint(folder).starts_with("upsd.users:1:1: warning: user cellar is for upsmon on"));
  }
  {
    const Folder folder;
    folder.write("upsd.conf", "LISTEN 127.0.0.1\nLISTEN *\n");
    CHECK(lint(folder) ==
          std::string("upsd.conf:2:1: warning: LISTEN *: other machines that ask upsd for this UPS "
                      "are no longer answered\n") +
              advice);
  }
  const Folder folder;
  folder.write("nut.conf", "\nMODE=netserver\n");
  CHECK(lint(folder) ==
        std::string("nut.conf:2:1: warning: MODE=netserver: other machines that ask upsd for this "
                    "UPS are no longer answered\n") +
            advice);
}

TEST_CASE("where only this machine can log in, nothing is said of others") {
  const Folder folder;
  CHECK(lint(folder) == "");
  folder.write("nut.conf", "MODE=standalone\n");
  folder.write("upsd.users", "[me]\nupsmon primary\n");
  CHECK(lint(folder) == "");
  folder.write("upsd.conf", "LISTEN 127.0.0.1 3493\nLISTEN ::1\n");
  folder.write("upsd.users", "[me]\nupsmon primary\n[cellar]\nupsmon secondary\n");
  CHECK(lint(folder) == "");
  folder.write("upsd.conf", "MAXAGE 25\n");
  CHECK(lint(folder) == "");
}

TEST_CASE("where upsd is served, nothing is against other machines") {
  const Folder folder;
  folder.write("ups.conf", "[home]\ndriver = usbhid-ups\nport = auto\n");
  folder.write("nut.conf", "MODE=netserver\n");
  folder.write("upsd.conf", "LISTEN 0.0.0.0\n");
  folder.write("upsd.users", "[cellar]\npassword = x\nupsmon secondary\n");
  CHECK(lint(folder, with_upsd) == "");
}

TEST_CASE("a secondary that cannot reach upsd is an error, with the line that lets it") {
  const Folder folder;
  folder.write("ups.conf", "[home]\ndriver = usbhid-ups\nport = auto\n");
  folder.write("upsd.conf", "LISTEN 127.0.0.1\n");
  folder.write("upsd.users", "[cellar]\npassword = x\nupsmon secondary\n");
  CHECK(lint(folder, with_upsd) ==
        "upsd.users:1:1: error: user cellar is for upsmon on another machine (secondary), but upsd "
        "listens on this machine only\n-> add to upsd.conf: LISTEN 0.0.0.0 3493\n");
}

TEST_CASE("a UPS that upsd does not know, and a server without a user for others, are told") {
  const Folder folder;
  folder.write("ups.conf", "[home]\ndriver = usbhid-ups\n");
  folder.write("upsd.conf", "LISTEN 0.0.0.0\n");
  CHECK(lint(folder, with_upsd) ==
        "ups.conf:1:1: warning: [home] has no port, so upsd ignores it\n"
        "-> add the lines: driver = usbhid-ups, port = auto\n"
        "upsd.users:1:1: note: no user is for upsmon on another machine: others can read the UPS, "
        "but "
        "none can be told to shut down\n"
        "-> add a user with a password and the line: upsmon secondary\n");
}
