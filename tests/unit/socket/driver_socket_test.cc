#include "socket/driver_socket.h"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "base/boot_clock.h"
#include "base/unix_socket.h"
#include "unit/check/folder.h"

using namespace upshid;
using namespace upshid::socket;

namespace {

struct Client {
  base::UniqueFd fd{::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};

  explicit Client(const std::string& path) {
    const auto address = base::unix_address(path);
    REQUIRE(address);
    // NOLINTNEXTLINE: the sockets interface casts.
    const auto* generic = reinterpret_cast<const sockaddr*>(&*address);
    REQUIRE(::connect(fd.get(), generic, sizeof(*address)) == 0);
  }
  void say(std::string_view text) const {
    REQUIRE(::send(fd.get(), text.data(), text.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(text.size()));
  }
  std::string hear() const {
    std::array<char, 4096> buffer{};
    const ssize_t n = ::recv(fd.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    return n > 0 ? std::string(buffer.data(), static_cast<std::size_t>(n)) : "";
  }
  bool is_disconnected() const {
    char byte = 0;
    return ::recv(fd.get(), &byte, 1, MSG_DONTWAIT | MSG_PEEK) == 0;
  }
};

std::vector<DriverSocket::Asked> turn(DriverSocket& socket) {
  daemon::PollSet set;
  socket.want(set);
  const Instant now = base::boot_time_now();
  set.wake_at(now + std::chrono::milliseconds(20));
  REQUIRE(set.wait(now) == 0);
  return socket.serve(set);
}

DriverState status(const std::string& text) {
  DriverState state;
  state.variables = {{"ups.status", text, false, 0, {}, {}}};
  state.is_stale = false;
  return state;
}

}  // namespace

TEST_CASE("upsd is dumped what is known, told what changes, and answered what it asked for") {
  const check::test::Folder folder;
  auto socket = DriverSocket::listen(folder / "usbhid-ups-home", std::nullopt);
  REQUIRE(socket);
  socket->publish(status("OL"));
  const Client upsd(folder / "usbhid-ups-home");
  upsd.say("DUMPALL\n");
  turn(*socket);
  turn(*socket);
  CHECK(upsd.hear() == "SETINFO ups.status \"OL\"\nDATAOK\nDUMPDONE\n");

  socket->publish(status("OB"));
  CHECK(upsd.hear() == "SETINFO ups.status \"OB\"\n");

  upsd.say("INSTCMD beeper.off TRACKING 5\n");
  const auto asked = turn(*socket);
  REQUIRE(asked.size() == 1);
  socket->answer(asked.front(), RequestOutcome::handled);
  CHECK(upsd.hear() == "TRACKING 5 0\n");
}

TEST_CASE("a peer that reads nothing is disconnected, and costs the others nothing") {
  const check::test::Folder folder;
  auto socket = DriverSocket::listen(folder / "s", std::nullopt);
  REQUIRE(socket);
  const Client deaf(folder / "s");
  const Client upsd(folder / "s");
  turn(*socket);
  REQUIRE(socket->peers() == 2);
  for (int i = 0; i < 40000 && socket->peers() == 2; ++i) {
    socket->publish(status(std::to_string(i)));
    upsd.hear();
  }
  CHECK(socket->peers() == 1);
  CHECK(socket->dropped() == 1);
  upsd.hear();
  socket->publish(status("OB"));
  CHECK(upsd.hear() == "SETINFO ups.status \"OB\"\n");
}

TEST_CASE("of too many peers the one that was silent for longest has to go") {
  const check::test::Folder folder;
  auto socket = DriverSocket::listen(folder / "s", std::nullopt);
  REQUIRE(socket);
  const Client upsd(folder / "s");
  const Client idle(folder / "s");
  turn(*socket);
  std::vector<std::unique_ptr<Client>> others;
  for (int i = 0; i < 15; ++i) {
    upsd.say("PING\n");
    turn(*socket);
    others.push_back(std::make_unique<Client>(folder / "s"));
    turn(*socket);
  }
  CHECK(idle.is_disconnected());
  CHECK_FALSE(upsd.is_disconnected());
}

TEST_CASE(
    "a path where another driver serves is left to it, a stale one is taken, a file is no socket") {
  const check::test::Folder folder;
  auto first = DriverSocket::listen(folder / "s", std::nullopt);
  REQUIRE(first);
  const auto second = DriverSocket::listen(folder / "s", std::nullopt);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == Code::ambiguous);
  CHECK(first->is_reachable());

  std::filesystem::remove(folder / "s");
  CHECK_FALSE(first->is_reachable());
  {
    auto replacement = DriverSocket::listen(folder / "s", std::nullopt);
    REQUIRE(replacement);
    *first = *std::move(replacement);
    CHECK(first->is_reachable());
  }
  std::ofstream(folder / "file") << "text";
  CHECK_FALSE(DriverSocket::listen(folder / "file", std::nullopt));
  CHECK_FALSE(DriverSocket::listen(folder / "none/s", std::nullopt));
}

TEST_CASE("the socket is for its owner and the group of upsd, and is gone with its owner") {
  const check::test::Folder folder;
  {
    const auto socket = DriverSocket::listen(folder / "s", ::getegid());
    REQUIRE(socket);
    struct stat file {};
    REQUIRE(::stat((folder / "s").c_str(), &file) == 0);
    CHECK((file.st_mode & 0777) == 0660);
    CHECK(file.st_gid == ::getegid());
  }
  CHECK_FALSE(std::filesystem::exists(folder / "s"));
}
