// The control socket, with requests of upshid-sched and with invalid ones.

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "base/unique_fd.h"
#include "base/unix_socket.h"
#include "cli/exit_status.h"
#include "skip.h"
#include "tool/monitor/bench.h"

namespace upshid::test {

namespace {

const std::vector<std::string> mains{"test=virtual:CP850PFCLCDa"};

base::UniqueFd connected(const Bench& bench) {
  const auto address = base::unix_address(bench.socket());
  REQUIRE(address);
  base::UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  // NOLINTNEXTLINE: the sockets interface casts.
  const auto* generic = reinterpret_cast<const sockaddr*>(&*address);
  REQUIRE(::connect(fd.get(), generic, sizeof(*address)) == 0);
  return fd;
}

// What comes for these bytes, to the end.
std::string raw(const Bench& bench, const std::string& bytes) {
  const auto fd = connected(bench);
  static_cast<void>(!::send(fd.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL));
  std::string out;
  std::array<char, 4096> buffer{};
  for (ssize_t n = 0; (n = ::read(fd.get(), buffer.data(), buffer.size())) > 0;)
    out.append(buffer.data(), static_cast<std::size_t>(n));
  return out;
}

std::string refused(const Bench& bench, const std::vector<std::string>& words, cli::Refused why) {
  const auto answer = bench.answer_to(words);
  REQUIRE(answer);
  REQUIRE(answer->refusal);
  CHECK(cli::word_of(answer->refusal->why) == cli::word_of(why));
  return answer->refusal->text;
}

}  // namespace

TEST_CASE("timers are started, listed, cancelled and run by hand") {
  const Bench bench;
  bench.configure("", "");
  const Monitor monitor(bench, mains);
  using Lines = std::vector<std::string>;
  CHECK(bench.ask({"start", "my timer", "100", "force"}).value() ==
        Lines{"timer-started log: timer my timer started; expires in 100 s"});
  CHECK(bench.ask({"list"}).value() == Lines{"timer \"my timer\" 100 \"\" \"\""});
  CHECK(bench.ask({"start", "my timer", "5", "force"})
            .value()
            .front()
            .starts_with("timer-still-running log: timer my timer is already running; "));
  CHECK(bench.ask({"cancel", "my timer"}).value() ==
        Lines{"timer-cancelled log: timer my timer cancelled"});
  CHECK(refused(bench, {"cancel", "my timer"}, cli::Refused::unknown_timer) ==
        "no timer my timer is running");
  CHECK(bench.ask({"list"}).value().empty());
  const auto now = bench.ask({"start", "now", "0", "force"});
  REQUIRE(now);
  CHECK(now->at(1) == "timer-expired log: timer now expired");
  REQUIRE(wait_for([&] { return bench.count("now") == 1; }));
  CHECK(bench.read("ran") == "now  TIMER \n");
  for (const char* seconds : {"-1", "x", "", "1.5", "99999999999"}) {
    CHECK(refused(bench, {"start", "a", seconds}, cli::Refused::usage) ==
          std::string("start \"a\" \"") + seconds +
              "\": expected the name of a timer and a number of seconds");
  }
}

TEST_CASE(
    "an event goes through the plan; what it does is told, and what shuts down wants a word more") {
  const Bench bench;
  bench.configure("", "AT ONBATT * EXECUTE onbatt\nAT SHUTDOWN * EXECUTE emergency\n");
  const Monitor monitor(bench, mains);
  const auto dry = bench.ask({"event", "onbatt", "test", "dry-run"});
  REQUIRE(dry);
  REQUIRE(dry->size() == 2);
  CHECK(dry->at(0) == "notified log: UPS test@localhost on battery");
  CHECK(dry->at(1) ==
        "run run: UPSNAME=test@localhost NOTIFYTYPE=ONBATT NOTIFYMSG='UPS test@localhost "
        "on battery' " +
            bench / "cmd" + " onbatt");
  const auto really = bench.ask({"event", "ONBATT", "test@localhost"});
  REQUIRE(really);
  CHECK(really->at(1) == dry->at(1));
  REQUIRE(wait_for([&] { return bench.count("onbatt test@localhost ONBATT") == 1; }));
  const std::string words =
      "commands for SHUTDOWN may shut down this machine or others; to run them, add really; to see "
      "them, dry-run";
  CHECK(refused(bench, {"event", "SHUTDOWN", ""}, cli::Refused::needs_really) == words);
  CHECK(bench.ask({"event", "SHUTDOWN", "", "dry-run"}));
  CHECK(bench.count("emergency") == 0);
  CHECK(bench.ask({"event", "SHUTDOWN", "", "really"}));
  REQUIRE(wait_for([&] { return bench.count("emergency") == 1; }));
  CHECK(bench.count("down") == 0);
  CHECK(refused(bench, {"event", "NOSUCH", "test"}, cli::Refused::usage) ==
        "unknown notify type \"NOSUCH\"; expected one such as ONBATT");
  CHECK(refused(bench, {"event", "ONBATT", "nobody"}, cli::Refused::unknown_ups) ==
        "UPS nobody is not watched");
  CHECK(refused(bench, {"event", "ONBATT", "test", "maybe"}, cli::Refused::usage) ==
        "unexpected argument \"maybe\"; expected really or dry-run");
}

TEST_CASE("fsd shuts down") {
  const Bench bench;
  bench.configure("", "AT SHUTDOWN * EXECUTE emergency\n");
  const Monitor monitor(bench, mains);
  REQUIRE(bench.ask({"fsd"}));
  REQUIRE(wait_for([&] { return bench.count("down") == 1; }));
  CHECK(bench.count("emergency") == 1);
  REQUIRE(wait_for_text(bench, "err", "SHUTDOWNCMD finished"));
  const auto status = bench.ask({"status"});
  REQUIRE(status);
  CHECK(status->front().find(" shutdown commanded ") != std::string::npos);
}

TEST_CASE("what makes no sense is refused, and the monitor goes on") {
  const Bench bench;
  bench.configure("", "");
  const Monitor monitor(bench, mains);
  REQUIRE(bench.ask({"status"}));
  const std::string expected =
      " arguments; expected status, list, start NAME SECONDS [force], cancel NAME, event TYPE UPS "
      "[really] "
      "[dry-run], plan TYPE UPS MESSAGE, fsd, reload or stop\n";
  CHECK(raw(bench, "\n") == "REFUSED usage invalid request \"\" with 0" + expected);
  CHECK(raw(bench, "dance now\n") == "REFUSED usage invalid request \"dance\" with 1" + expected);
  CHECK(raw(bench, "list\nfsd\n") == "OK\n");
  CHECK(raw(bench, "start \"open 5\n") ==
        "REFUSED usage invalid quoting in the request: unterminated quote: the text continues "
        "to the end of the file; expected '\"' on this line\n");
  CHECK(raw(bench, std::string("li\0st\n", 6)).starts_with("REFUSED usage "));
  CHECK(raw(bench, std::string(100'000, 'x')) == "REFUSED usage request longer than 4096 bytes\n");
  CHECK(raw(bench, std::string(5'000, '\n')).starts_with("REFUSED usage "));
  CHECK(bench.count("down") == 0);
}

TEST_CASE("clients that say nothing keep nobody else out for long") {
  const Bench bench;
  bench.configure("", "");
  const Monitor monitor(bench, mains);
  REQUIRE(bench.ask({"status"}));
  std::vector<base::UniqueFd> silent;
  for (int i = 0; i < 12; ++i) silent.push_back(connected(bench));
  CHECK(bench.ask({"list"}));
  silent.clear();
  CHECK(bench.ask({"list"}));
}

TEST_CASE("one client too many has the oldest refused, with an answer, and is served") {
  const Bench bench;
  bench.configure("", "");
  const Monitor monitor(bench, mains);
  REQUIRE(bench.ask({"status"}));
  std::vector<base::UniqueFd> silent;
  for (int i = 0; i < 40; ++i) silent.push_back(connected(bench));
  CHECK(bench.ask({"list"}));
  std::array<char, 256> buffer{};
  const ssize_t n = ::read(silent.front().get(), buffer.data(), buffer.size());
  CHECK(std::string(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(n, 0))) ==
        "REFUSED busy more than 16 clients are connected\n");
}

TEST_CASE("a stranger is refused, even where the socket's mode lets anybody in") {
  if (::geteuid() != 0) {
    return upshid::test::skip("needs root, to become somebody else");
  }
  const Bench bench;
  bench.configure("", "");
  const Monitor monitor(bench, mains);
  REQUIRE(bench.ask({"status"}));
  struct stat mode {};
  REQUIRE(::stat(bench.socket().c_str(), &mode) == 0);
  CHECK((mode.st_mode & 07) == 0);
  const auto ask_as_nobody = [&] {
    const pid_t child = ::fork();
    if (child == 0) {
      if (::setgid(65534) != 0 || ::setuid(65534) != 0) ::_exit(99);
      const auto answer = bench.ask_at_once({"list"});
      if (!answer) ::_exit(2);
      const bool by_monitor =
          answer->refusal && answer->refusal->why == cli::Refused::permission &&
          answer->refusal->text ==
              "only root, RUN_AS_USER and members of the socket's group may connect";
      ::_exit(by_monitor ? 1 : 0);
    }
    int state = 0;
    REQUIRE(::waitpid(child, &state, 0) == child);
    return WEXITSTATUS(state);
  };
  CHECK(ask_as_nobody() == 2);
  REQUIRE(::chmod(bench.socket().c_str(), 0666) == 0);
  CHECK(ask_as_nobody() == 1);
}

TEST_CASE("a monitor that was killed leaves a socket that the next one replaces") {
  const Bench bench;
  bench.configure("", "");
  {
    Monitor monitor(bench, mains);
    REQUIRE(bench.ask({"status"}));
    monitor.kill();
  }
  CHECK_FALSE(bench.ask_at_once({"status"}));
  Monitor monitor(bench, mains);
  CHECK(wait_for([&] { return bench.ask({"status"}).has_value(); }));
  monitor.stop();
  CHECK(::access(bench.socket().c_str(), F_OK) != 0);
}

}  // namespace upshid::test
