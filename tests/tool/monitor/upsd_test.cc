// What NUT's upsd gets from the monitor, and what it has done.

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <filesystem>

#include "base/unique_fd.h"
#include "base/unix_socket.h"
#include "local_server.h"
#include "tool/monitor/bench.h"

namespace upshid::test {

namespace {

class ServedBench : public Bench {
 public:
  ServedBench() {
    configure("", "");
    write("conf/upshid.conf", "NUT_SOCKET yes\n");
    write("conf/upsd.conf", "STATEPATH " + *this / "run" + "\n");
    std::filesystem::create_directory(*this / "run");
  }
  std::string driver() const { return *this / "run/upshid-test"; }
};

// upsd, as far as the monitor can tell.
class Upsd {
 public:
  explicit Upsd(const std::string& path) {
    const auto address = base::unix_address(path);
    REQUIRE(address);
    // NOLINTNEXTLINE: the sockets interface casts.
    const auto* generic = reinterpret_cast<const sockaddr*>(&*address);
    REQUIRE(wait_for([&] {
      fd_.reset(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
      return ::connect(fd_.get(), generic, sizeof(*address)) == 0;
    }));
    say("DUMPALL\n");
    REQUIRE(hears("\nDUMPDONE\n"));
  }

  void say(const std::string& text) const {
    REQUIRE(::send(fd_.get(), text.data(), text.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(text.size()));
  }
  // All that came, until this does.
  bool hears(const std::string& text) {
    return wait_for([&] {
      std::array<char, 4096> buffer{};
      const ssize_t n = ::recv(fd_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
      if (n > 0) heard_.append(buffer.data(), static_cast<std::size_t>(n));
      return heard_.find(text) != std::string::npos;
    });
  }
  void forget() { heard_.clear(); }
  const std::string& heard() const { return heard_; }

 private:
  base::UniqueFd fd_;
  std::string heard_;
};

// The network's side of upsd.
class NetworkServer {
 public:
  int port() const { return server_.port(); }
  // Waits for a client.
  void answer(std::string_view text) const {
    const base::UniqueFd client = server_.accept();
    REQUIRE(client);
    std::array<char, 1024> request{};
    REQUIRE(::read(client.get(), request.data(), request.size()) > 0);
    REQUIRE(::send(client.get(), text.data(), text.size(), MSG_NOSIGNAL) > 0);
    REQUIRE(::shutdown(client.get(), SHUT_WR) == 0);
    while (::read(client.get(), request.data(), request.size()) > 0) continue;
  }

 private:
  LocalServer server_;
};

}  // namespace

TEST_CASE("upsd gets what upshid-status prints, and each change") {
  const ServedBench bench;
  const Monitor monitor(bench, {"test=virtual:CP850PFCLCDa,outage=1:60"});
  Upsd upsd(bench.driver());
  REQUIRE(upsd.hears("SETINFO ups.status \"OL\"\n"));
  CHECK(upsd.hears("SETINFO battery.charge \"100\"\n"));
  CHECK(upsd.hears("ADDENUM input.sensitivity \"low\"\n"));
  CHECK(upsd.hears("ADDCMD shutdown.return\n"));
  CHECK(upsd.hears("DATAOK\n"));
  CHECK(upsd.hears("SETINFO ups.status \"OB DISCHRG\"\n"));
}

TEST_CASE("upsd has a command and a setting done, and hears what became of them") {
  const ServedBench bench;
  const Monitor monitor(bench, {"test=virtual:CP850PFCLCDa"});
  Upsd upsd(bench.driver());
  REQUIRE(upsd.hears("ups.status \"OL\""));
  upsd.say("INSTCMD beeper.disable TRACKING 1\n");
  CHECK(upsd.hears("TRACKING 1 0\n"));
  CHECK(upsd.hears("SETINFO ups.beeper.status \"disabled\"\n"));
  upsd.say("SET battery.charge.low \"25\" TRACKING 2\n");
  CHECK(upsd.hears("TRACKING 2 0\n"));
  CHECK(upsd.hears("SETINFO battery.charge.low \"25\"\n"));
  upsd.say("SET ups.delay.shutdown 90 TRACKING 3\n");
  CHECK(upsd.hears("TRACKING 3 0\n"));
  CHECK(upsd.hears("SETINFO ups.delay.shutdown \"90\"\n"));
  upsd.say("INSTCMD no.such TRACKING 4\nSET battery.charge.low 101 TRACKING 5\n");
  CHECK(upsd.hears("TRACKING 4 1\n"));
  CHECK(upsd.hears("TRACKING 5 2\n"));
  CHECK(wait_for_text(bench, "err", "battery.charge.low = 25, requested through upsd: done"));
}

TEST_CASE("a shutdown is told as FSD, and so it is by the monitor that follows a killed one") {
  const ServedBench bench;
  bench.write("conf/upsmon.conf",
              "MONITOR test@localhost 1 u p primary\nSHUTDOWNCMD /bin/true\n"
              "SHUTDOWNEXIT no\nFINALDELAY 0\n");
  Monitor first(bench, {"test=virtual:CP850PFCLCDa"});
  {
    Upsd upsd(bench.driver());
    REQUIRE(upsd.hears("ups.status \"OL\""));
    REQUIRE(bench.ask({"fsd"}));
    CHECK(upsd.hears("SETINFO ups.status \"FSD OL\"\n"));
  }
  first.kill();
  const Monitor second(bench, {"test=virtual:CP850PFCLCDa"});
  Upsd upsd(bench.driver());
  CHECK(upsd.hears("SETINFO ups.status \"FSD OL\"\n"));
}

TEST_CASE("the shutdown waits for upsmon on other machines, and says by address for which") {
  const ServedBench bench;
  const NetworkServer upsd;
  bench.write("conf/upsd.conf",
              fmt::format("STATEPATH {}\nLISTEN 127.0.0.1 {}\n", bench / "run", upsd.port()));
  bench.write("conf/upsd.users", "[nas]\npassword = x\nupsmon secondary\n");
  bench.write("conf/upsmon.conf",
              "MONITOR test@localhost 1 u p primary\nHOSTSYNC 600\n"
              "SHUTDOWNEXIT no\nFINALDELAY 0\nSHUTDOWNCMD \"/bin/touch " +
                  bench / "halted" + "\"\n");
  const Monitor monitor(bench, {"test=virtual:CP850PFCLCDa"});
  REQUIRE(bench.ask({"fsd"}));
  upsd.answer("BEGIN LIST CLIENT test\nCLIENT test 10.9.8.7\nEND LIST CLIENT test\n");
  CHECK(wait_for_text(bench, "err", "waiting for upsmon on 10.9.8.7"));
  CHECK_FALSE(std::filesystem::exists(bench / "halted"));
  upsd.answer("BEGIN LIST CLIENT test\nEND LIST CLIENT test\n");
  CHECK(wait_for([&] { return std::filesystem::exists(bench / "halted"); }));
}

TEST_CASE("a UPS that is not there is stale, without a socket folder the rest goes on") {
  const ServedBench bench;
  bench.write("conf/upshid.conf", "NUT_SOCKET yes\nCOMMS_GRACE 0\n");
  const Monitor monitor(bench, {"test=usb:99-99"});
  Upsd upsd(bench.driver());
  CHECK(upsd.heard() == "DATASTALE\nDUMPDONE\n");

  const ServedBench other;
  std::filesystem::remove(other / "run");
  const Monitor alone(other, {"test=virtual:CP850PFCLCDa"});
  CHECK(wait_for_text(other, "err", "test: upsd cannot be served, and so no other machine: "));
  CHECK(other.ask({"status"}));
  // It is made later, as by the package of upsd.
  std::filesystem::create_directory(other / "run");
  CHECK(Upsd(other.driver()).hears("ups.status \"OL\""));
}

}  // namespace upshid::test
