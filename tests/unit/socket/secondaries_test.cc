#include "socket/secondaries.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/socket.h>

#include <array>

#include "base/boot_clock.h"
#include "local_server.h"

using namespace upshid;
using namespace upshid::socket;

namespace {

using Addresses = std::set<std::string>;

// Where upsd would listen, on a free port.
class Server {
 public:
  conf::Listen listen() const { return {"127.0.0.1", fmt::format("{}", server_.port()), {}, true}; }
  void accept() { client_ = server_.accept(SOCK_NONBLOCK); }
  std::string heard() const {
    std::array<char, 1024> buffer{};
    const ssize_t n = ::recv(client_.get(), buffer.data(), buffer.size(), 0);
    return n > 0 ? std::string(buffer.data(), static_cast<std::size_t>(n)) : "";
  }
  void say(std::string_view text) const {
    (void)!::send(client_.get(), text.data(), text.size(), MSG_NOSIGNAL);
  }
  void hang_up() { client_.reset(); }
  void leave() { server_.leave(); }

 private:
  test::LocalServer server_{SOCK_NONBLOCK};
  base::UniqueFd client_;
};

struct Asked {
  Secondaries secondaries;
  Instant now = base::boot_time_now();

  Asked(const conf::Listen& upsd, std::vector<std::string> upses)
      : secondaries(upsd, std::move(upses)) {}

  void turn(std::chrono::milliseconds time = {}) {
    daemon::PollSet set;
    secondaries.want(set);
    const Instant real = base::boot_time_now();
    set.wake_at(real + std::chrono::milliseconds(5));
    REQUIRE(set.wait(real) == 0);
    now += time;
    secondaries.attend(now, set);
  }
};

}  // namespace

TEST_CASE("the addresses of the clients of all UPSes are collected, however the bytes are cut") {
  ClientLists lists(3);
  for (const char c : std::string_view(
           "BEGIN LIST CLIENT a\nCLIENT a 10.0.0.7\nCLIENT a ::1\nEND LIST CLIENT a\n"
           "ERR UNKNOWN-UPS\n"
           "BEGIN LIST CLIENT b\nCLIENT b 10.0.0.7\nEND LIST CLIENT b\nOK Goodbye\n")) {
    REQUIRE(lists.take({&c, 1}));
  }
  CHECK(lists.is_complete());
  CHECK(lists.addresses() == Addresses{"10.0.0.7", "::1"});
}

TEST_CASE("what is no answer of upsd is refused, and a line without end too") {
  CHECK_FALSE(ClientLists(1).take("HTTP/1.1 400 Bad Request\r\n"));
  CHECK_FALSE(ClientLists(1).take("\n"));
  CHECK_FALSE(ClientLists(1).take(std::string(2000, 'x')));
  ClientLists lists(1);
  for (int i = 0; i < 3000; ++i) REQUIRE(lists.take(fmt::format("CLIENT a {}\n", i)));
  CHECK(lists.addresses().size() <= 1000);
}

TEST_CASE("upsd is asked again and again until nobody is left") {
  Server upsd;
  Asked asked(upsd.listen(), {"a", "b"});
  CHECK_FALSE(asked.secondaries.addresses());
  asked.turn();
  upsd.accept();
  asked.turn();
  CHECK(upsd.heard() == "LIST CLIENT a\nLIST CLIENT b\nLOGOUT\n");
  upsd.say("BEGIN LIST CLIENT a\nCLIENT a 10.0.0.7\nEND LIST CLIENT a\n");
  asked.turn();
  CHECK_FALSE(asked.secondaries.addresses());
  upsd.say("BEGIN LIST CLIENT b\nEND LIST CLIENT b\n");
  asked.turn();
  CHECK(asked.secondaries.addresses() == Addresses{"10.0.0.7"});

  asked.turn(std::chrono::milliseconds(500));
  upsd.accept();
  asked.turn();
  upsd.say("ERR UNKNOWN-UPS\nERR UNKNOWN-UPS\n");
  asked.turn();
  CHECK(asked.secondaries.addresses() == Addresses{});
}

TEST_CASE("where nobody listens, nobody was told, so nobody is waited for") {
  Server upsd;
  const conf::Listen listen = upsd.listen();
  upsd.leave();
  Asked asked(listen, {"a"});
  for (int i = 0; i < 3 && !asked.secondaries.addresses(); ++i) asked.turn();
  CHECK(asked.secondaries.addresses() == Addresses{});
  Asked unknown({"a.name.of.a.host", "", {}, false}, {"a"});
  unknown.turn();
  CHECK(unknown.secondaries.addresses() == Addresses{});
}

TEST_CASE("an upsd that hangs or talks nonsense does not count as nobody, and is asked again") {
  Server upsd;
  Asked asked(upsd.listen(), {"a"});
  asked.turn();
  upsd.accept();
  asked.turn();
  asked.turn(std::chrono::milliseconds(2100));
  CHECK_FALSE(asked.secondaries.addresses());
  asked.turn(std::chrono::milliseconds(600));
  upsd.accept();
  asked.turn();
  CHECK(upsd.heard() == "LIST CLIENT a\nLOGOUT\n");
  upsd.say("nonsense\n");
  asked.turn();
  CHECK_FALSE(asked.secondaries.addresses());
  asked.turn(std::chrono::milliseconds(600));
  upsd.accept();
  asked.turn();
  upsd.hang_up();
  asked.turn();
  CHECK_FALSE(asked.secondaries.addresses());
}
