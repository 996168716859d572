// What the command line takes, and --once, --dry-run and the service manager.

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>
#include <upshid/upshid.h>

#include <array>
#include <filesystem>

#include "base/unique_fd.h"
#include "base/unix_socket.h"
#include "tool/monitor/bench.h"

namespace upshid::test {

namespace {

Ended run(const Bench& bench, const std::vector<std::string>& options) {
  return Monitor(bench, {}, options).end();
}

}  // namespace

TEST_CASE("--help and --version print and end") {
  const Bench bench;
  CHECK(run(bench, {"-V"}).out == "upshid-monitor " + std::string(version()) + "\n");
  const Ended help = run(bench, {"--help"});
  CHECK(help.status == 0);
  CHECK(help.out.find("usage: upshid-monitor [options]") != std::string::npos);
}

TEST_CASE("a command line that makes no sense is refused with status 2") {
  const Bench bench;
  struct Row {
    std::vector<std::string> words;
    const char* told;
  };
  for (const Row& row :
       {Row{{"--nonsense"}, "unknown option --nonsense"}, Row{{"-x"}, "unknown option -x"},
        Row{{"--statedir", "here"}, "--statedir here, expected a path that begins with /"},
        Row{{"--confdir", ""}, "option --confdir needs a value"},
        Row{{"a", "a"}, "a is specified twice"},
        Row{{"a@b"},
            "\"a@b\" is not a UPS: expected NAME or NAME=ADDRESS; a name has no '@' or spaces"},
        Row{{"a="},
            "\"a=\" is not a UPS: expected NAME or NAME=ADDRESS; a name has no '@' or spaces"},
        Row{{"virtual:EC850LCD"},
            "virtual:EC850LCD: expected NAME=ADDRESS, such as test=virtual:EC850LCD"}}) {
    bench.write("err", "");
    const Ended ended = run(bench, row.words);
    CHECK(ended.status == 2);
    CHECK(ended.err ==
          "upshid-monitor: " + std::string(row.told) + "; see upshid-monitor --help\n");
  }
}

TEST_CASE("--once tells what would follow, runs nothing and leaves nothing") {
  const Bench bench;
  bench.configure("", "AT ONBATT * START-TIMER onbatt 2\nAT LOWBATT * EXECUTE emergency\n");
  bench.write("conf/upsmon.conf",
              "MONITOR test@localhost 1 user password primary\nNOTIFYCMD /sbin/upssched\n"
              "NOTIFYFLAG ONBATT EXEC\nNOTIFYFLAG LOWBATT EXEC\nPOWERDOWNFLAG /flag\n"
              "SHUTDOWNCMD \"/sbin/shutdown -h +0\"\n");
  Monitor monitor(bench, {"test=virtual:CP850PFCLCDa,mains=off,charge=5.49"}, {"--once"});
  const Ended ended = monitor.end();
  CHECK(ended.status == 0);
  CHECK(ended.err == "");
  const std::string env = "UPSNAME=test@localhost NOTIFYTYPE=";
  CHECK(ended.out ==
        "test: OB DISCHRG LB, charge 5 %, runtime 75 s\n"
        "  now      log: UPS test@localhost on battery\n"
        "  now      log: timer onbatt of test@localhost started; expires in 2 s\n"
        "  now      log: UPS test@localhost battery is low\n"
        "  now      run: " +
            env + "LOWBATT NOTIFYMSG='UPS test@localhost battery is low' " + bench / "cmd" +
            " emergency\n"
            "  now      log: Executing automatic power-fail shutdown: test@localhost on battery, "
            "battery low\n"
            "  now      log: UPS test@localhost: forced shutdown in progress\n"
            "  now      log: Auto logout and shutdown proceeding\n"
            "  now      wall: Executing automatic power-fail shutdown\n"
            "  now      wall: UPS test@localhost: forced shutdown in progress\n"
            "  now      wall: Auto logout and shutdown proceeding\n"
            "  now      log: command emergency finished\n"
            "  +2    s  log: timer onbatt of test@localhost expired\n"
            "  +2    s  run: " +
            env + "ONBATT NOTIFYMSG='UPS test@localhost on battery' " + bench / "cmd" +
            " onbatt\n"
            "  +2    s  log: command onbatt finished\n"
            "  +5    s  write: /flag\n"
            "  +5    s  run: /sbin/shutdown -h +0\n"
            "  +5    s  log: SHUTDOWNCMD finished\n"
            "  +5    s  exit\n");
  CHECK_FALSE(std::filesystem::exists(bench / "state"));
  CHECK_FALSE(std::filesystem::exists(bench / "ran"));
}

TEST_CASE(
    "--once on mains says that nothing would happen; its status is that of a UPS that is missing") {
  const Bench bench;
  bench.configure("", "");
  Monitor mains(bench, {"test=virtual:CP850PFCLCDa"}, {"--once"});
  CHECK(mains.end().out == "test: OL, charge 100 %, runtime 2400 s\nnothing would happen\n");
  Monitor missing(bench, {"test=serial:no such UPS anywhere"}, {"--once"});
  CHECK(missing.end().status == 3);
}

TEST_CASE("--dry-run decides and runs nothing") {
  const Bench bench;
  bench.configure("POWERDOWNFLAG " + bench / "flag" + "\n", "AT LOWBATT * EXECUTE emergency\n");
  Monitor monitor(bench, {"test=virtual:CP850PFCLCDa,mains=off,charge=5.49"},
                  {"--foreground", "--dry-run"});
  REQUIRE(wait_for_text(bench, "err", "upsmon: SHUTDOWNCMD finished\n"));
  const Ended ended = monitor.stop();
  CHECK(ended.status == 0);
  CHECK(
      ended.err.find("upssched: dry run: would run: UPSNAME=test@localhost NOTIFYTYPE=LOWBATT ") !=
      std::string::npos);
  CHECK(ended.err.find("upshid-monitor: dry run: skipped: write: " + bench / "flag" + "\n") !=
        std::string::npos);
  CHECK_FALSE(std::filesystem::exists(bench / "ran"));
  CHECK_FALSE(std::filesystem::exists(bench / "flag"));
}

TEST_CASE("systemd is told: ready, the status, the watchdog, the end") {
  const Bench bench;
  bench.configure("", "");
  const std::string path = bench / "notify";
  const auto address = base::unix_address(path);
  REQUIRE(address);
  const base::UniqueFd fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  // NOLINTNEXTLINE: the sockets interface casts.
  const auto* generic = reinterpret_cast<const sockaddr*>(&*address);
  REQUIRE(::bind(fd.get(), generic, sizeof(*address)) == 0);
  const auto next = [&fd] {
    std::array<char, 512> buffer{};
    const ssize_t n = ::recv(fd.get(), buffer.data(), buffer.size(), 0);
    return n < 0 ? std::string() : std::string(buffer.data(), static_cast<std::size_t>(n));
  };
  const auto await = [&next](const std::string& text) {
    for (int i = 0; i < 100; ++i) {
      if (next().starts_with(text)) return true;
    }
    return false;
  };
  Monitor monitor(bench, {"test=virtual:CP850PFCLCDa"}, {},
                  {{"NOTIFY_SOCKET", path}, {"WATCHDOG_USEC", "100000"}});
  CHECK(next() == "READY=1");
  CHECK(await("STATUS=test: OL"));
  CHECK(await("WATCHDOG=1"));
  monitor.signal(SIGHUP);
  CHECK(await("RELOADING=1\nMONOTONIC_USEC="));
  CHECK(await("READY=1"));
  monitor.signal(SIGTERM);
  CHECK(await("STOPPING=1"));
  CHECK(monitor.end().status == 0);
}

TEST_CASE("the manual page names every option") {
  const Bench bench;
  const std::string help = run(bench, {"--help"}).out;
  std::string manual;
  REQUIRE(std::filesystem::exists(UPSHID_MONITOR_MANUAL));
  bench.write("out", "");
  std::filesystem::copy_file(UPSHID_MONITOR_MANUAL, bench / "manual");
  manual = bench.read("manual");
  for (const char* option : {"once", "dry-run", "foreground", "confdir", "statedir", "version"}) {
    CHECK(help.find(std::string("--") + option) != std::string::npos);
    CHECK_MESSAGE(manual.find(std::string("Fl -") + option) != std::string::npos, option);
  }
}

}  // namespace upshid::test
