#include "check/deeds.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "unit/check/folder.h"

using namespace upshid::check;
using std::chrono::minutes;
using std::chrono::seconds;
using upshid::check::test::Folder;

namespace {

Reading reading_of(const std::string& line) {
  return read_command({line}, {});
}

// The delay of what halts; -1: nothing halts.
std::int64_t halts(const std::string& line) {
  const auto halt = halt_of(reading_of(line));
  return halt && !halt->is_other_machine && !halt->is_reboot ? halt->delay.count() : -1;
}

}  // namespace

TEST_CASE("what halts this machine is known by the program and its words") {
  for (const char* line :
       {"shutdown -h now", "/sbin/shutdown -P +0", "sudo shutdown -h 0", "poweroff",
        "/usr/sbin/halt -p", "reboot --poweroff", "systemctl poweroff", "systemctl -i halt",
        "systemctl start poweroff.target", "systemctl isolate halt.target", "init 0", "telinit 0",
        "nohup env A=b /sbin/init 0 &", "sh -c 'sync; exec poweroff'"})
    CHECK_MESSAGE(halts(line) == 0, line);
  CHECK(halts("shutdown") == 60);
  CHECK(halts("shutdown -h +5 text") == 300);
}

TEST_CASE(
    "a halt at an hour of the day may be a day away; a time that shutdown refuses halts nothing") {
  CHECK(halts("shutdown -h 23:00") == 24 * 3600);
  CHECK(halts("shutdown -P 7:30 \"good night\"") == 24 * 3600);
  CHECK(halts("shutdown -h soon") == -1);
  CHECK(halts("shutdown -h 'power failed'") == -1);
  CHECK(halts("shutdown -h \"$(cat /etc/when)\"") == 0);
}

TEST_CASE("a reboot is found, but is no halt of SHUTDOWNCMD's") {
  for (const char* line : {"reboot", "shutdown -r now", "init 6", "systemctl reboot",
                           "halt --reboot", "systemctl isolate reboot.target"}) {
    const auto halt = halt_of(reading_of(line));
    REQUIRE_MESSAGE(halt, line);
    CHECK_MESSAGE(halt->is_reboot, line);
    CHECK_MESSAGE(!read_shutdown_command(line).halts, line);
  }
  CHECK_FALSE(halt_of(reading_of("reboot; poweroff"))->is_reboot);
  CHECK(halt_of(reading_of("ssh pve reboot"))->is_other_machine);
  CHECK(halt_of(reading_of("systemctl -H pve reboot"))->is_other_machine);
}

TEST_CASE("a script with the line ends of Windows halts nothing") {
  const Folder folder;
  folder.write("stop", "#!/bin/sh\r\npoweroff\r\n", 0755);
  CHECK_FALSE(read_shutdown_command(folder / "stop").halts);
  folder.write("mixed", "#!/bin/sh\nsync\r\npoweroff\n", 0755);
  const ShutdownCommand mixed = read_shutdown_command(folder / "mixed");
  CHECK(mixed.halts);
  CHECK(mixed.unproved);
  CHECK(read_shutdown_command(folder / "stop; /sbin/shutdown -h +0").halts);
}

TEST_CASE("to reboot, to cancel, to warn, or to name a halt is not to halt") {
  for (const char* line :
       {"shutdown -r now", "shutdown -c", "shutdown -k now", "reboot", "init 6", "telinit q",
        "systemctl reboot", "systemctl stop poweroff", "halt --reboot", "echo shutdown -h now",
        "logger 'poweroff'", "systemctl is-active x", "upsmon -c reload"})
    CHECK_MESSAGE(halts(line) == (std::string(line) == "systemctl stop poweroff" ? 0 : -1), line);
}

TEST_CASE("a halt over ssh is another machine's") {
  for (const char* line :
       {"ssh root@pve halt", "ssh -p 2 pve 'sync && shutdown -h now'", "ssh pve <<E\npoweroff\nE\n",
        "ssh pve upsmon -c fsd", "systemctl -H pve poweroff", "qm shutdown 100",
        "for v in $(virsh list --name); do virsh shutdown \"$v\"; done",
        "sshpass -p x ssh -tt root@nas poweroff"}) {
    const auto halt = halt_of(reading_of(line));
    REQUIRE_MESSAGE(halt, line);
    CHECK_MESSAGE(halt->is_other_machine, line);
  }
  CHECK_FALSE(halt_of(reading_of("ssh pve halt; shutdown -h +1"))->is_other_machine);
}

TEST_CASE("NUT's programs are known by name, whatever starts them") {
  const auto use = [](const std::string& line) {
    for (const ProgramCall& call : reading_of(line).calls) {
      if (const auto found = nut_use_of(call)) return found;
    }
    return std::optional<NutUse>();
  };
  CHECK(use("/usr/sbin/upsmon -c fsd") == NutUse::fsd);
  CHECK(use("sudo upsmon -c fsd || true") == NutUse::fsd);
  CHECK(use("upsmon -c reload") == NutUse::upsmon);
  CHECK(use("x=$(upsc ups@localhost ups.status 2>/dev/null)") == NutUse::upsc);
  CHECK(use("upscmd -u a -p b ups beeper.off") == NutUse::upscmd);
  CHECK(use("upsdrvctl shutdown ups") == NutUse::shutdown_ups);
  CHECK(use("upsdrvctl start") == NutUse::upsdrvctl);
  CHECK(use("if x; then /sbin/upssched; fi") == NutUse::upssched);
  CHECK_FALSE(use("upshid-sched fsd --really"));
  CHECK_FALSE(use("echo upsmon -c fsd"));
}

TEST_CASE("a link of NUT's name to one of our programs reaches it; another file does not") {
  const Folder folder;
  folder.write("upshid-monitor", "", 0755);
  folder.write("bin/upsc", "", 0755);
  std::filesystem::create_symlink("../upshid-monitor", folder / "bin/upsmon");
  const auto whom = [&folder](const std::string& program) {
    return reach_of(reading_of(folder / program + " -c fsd").calls.at(0)).whom;
  };
  CHECK(whom("bin/upsmon") == Reach::Whom::ours);
  CHECK(whom("bin/upsc") == Reach::Whom::nut);
  CHECK(whom("bin/upsrw") == Reach::Whom::nobody);
  const auto halt = halt_of(reading_of(folder / "bin/upsmon -c fsd"));
  REQUIRE(halt);
  CHECK(halt->is_by_monitor);
  CHECK(lost_fsd(reading_of(folder / "bin/upsmon -c fsd")).empty());
  CHECK(lost_fsd(reading_of("/nonexistent/upsmon -c fsd")).size() == 1);
}

TEST_CASE("what another language calls is found by its words") {
  const auto line = [](std::string_view text) {
    const auto at = fsd_in(text);
    return at ? at->line : 0;
  };
  CHECK(line("import os\nos.system('upsmon -c fsd')\n") == 2);
  CHECK(line("# upsmon -c fsd\nrun(['upsmon', '-c', 'fsd'])\n") == 2);
  CHECK(line("upsmon = 1\nfsd = 2\n") == 0);
}
