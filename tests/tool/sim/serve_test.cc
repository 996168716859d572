// The running program over loopback: a host that speaks USB/IP, and the control socket.

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <array>

#include "base/text.h"
#include "base/unique_fd.h"
#include "tool/sim/program.h"
#include "upshid-sim/big_endian.h"

namespace upshid::test {

namespace {

using sim::append_be32;
using sim::read_be32;
using Bytes = std::vector<std::uint8_t>;

constexpr std::string_view announced = "plugged EC850LCD, usbip --tcp-port ";

class Host {
 public:
  explicit Host(unsigned port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // A test that fails ends.
    const timeval limit{20, 0};
    REQUIRE(::setsockopt(fd_.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)) == 0);
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    REQUIRE(::connect(fd_.get(), generic, sizeof(address)) == 0);
  }

  void send(const Bytes& bytes) {
    REQUIRE(::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(bytes.size()));
  }
  Bytes receive(std::size_t size) {
    Bytes out(size);
    const ssize_t n = ::recv(fd_.get(), out.data(), size, MSG_WAITALL);
    out.resize(n < 0 ? 0 : static_cast<std::size_t>(n));
    return out;
  }
  bool at_end() { return receive(1).empty(); }

  // The status of the answer to an import.
  std::uint32_t import() {
    Bytes request{0x01, 0x11, 0x80, 0x03, 0, 0, 0, 0, '1', '-', '1'};
    request.resize(40);
    send(request);
    const Bytes head = receive(8);
    REQUIRE(head.size() == 8);
    const std::uint32_t status = read_be32(head, 4);
    if (status == 0) CHECK(receive(312).size() == 312);
    return status;
  }

  void submit(std::uint32_t seqnum, std::uint32_t endpoint, std::uint32_t length,
              const Bytes& setup = Bytes(8)) {
    Bytes bytes;
    for (const std::uint32_t word : {1U, seqnum, 0x10001U, 1U, endpoint, 0U, length, 0U, 0U, 0U}) {
      append_be32(bytes, word);
    }
    bytes.insert(bytes.end(), setup.begin(), setup.end());
    send(bytes);
  }
  // "SEQNUM: bytes", or "SEQNUM: status".
  std::string answer() {
    const Bytes head = receive(48);
    if (head.size() != 48) return "closed";
    const std::string seqnum = std::to_string(read_be32(head, 4)) + ": ";
    const auto status = static_cast<std::int32_t>(read_be32(head, 20));
    if (status != 0) return seqnum + std::to_string(status);
    return seqnum + base::hex_bytes(receive(read_be32(head, 24)));
  }
  std::string get_report(std::uint8_t id, std::uint8_t length) {
    submit(1, 0, length, {0xa1, 1, id, 3, 0, 0, length, 0});
    return answer();
  }

 private:
  base::UniqueFd fd_;
};

// A served unit that has been plugged.
class Served {
 public:
  explicit Served(const std::vector<std::string>& more = {}) : program_(arguments(more), scratch) {
    const std::string line = program_.line();
    REQUIRE(line.starts_with(announced));
    port = static_cast<unsigned>(std::stoul(line.substr(announced.size())));
    CHECK(line.ends_with(" attach -r 127.0.0.1 -b 1-1"));
  }

  Ended tell(std::vector<std::string> words) const {
    words.insert(words.begin(), {"do", "--control", scratch / "sock"});
    return run_sim(words, scratch);
  }
  Program& program() { return program_; }

  Scratch scratch;
  unsigned port = 0;

 private:
  std::vector<std::string> arguments(const std::vector<std::string>& more) const {
    std::vector<std::string> out{
        "serve",     "--port",         "0",     "--cycle",       "0",
        "--control", scratch / "sock", "--log", scratch / "log", "EC850LCD"};
    out.insert(out.end(), more.begin(), more.end());
    return out;
  }

  Program program_;
};

}  // namespace

TEST_CASE("A served unit is listed, imported, enumerated and read") {
  Served served;
  Host list(served.port);
  list.send({0x01, 0x11, 0x80, 0x05, 0, 0, 0, 0});
  CHECK(list.receive(12) == Bytes{0x01, 0x11, 0x00, 0x05, 0, 0, 0, 0, 0, 0, 0, 1});
  CHECK(list.receive(316).size() == 316);
  Host host(served.port);
  CHECK(host.import() == 0);
  host.submit(1, 0, 18, {0x80, 6, 0, 1, 0, 0, 18, 0});
  CHECK(host.answer() == "1: 12 01 10 01 00 00 00 08 64 07 01 05 00 01 03 01 00 01");
  CHECK(host.get_report(0x0b, 2) == "1: 0b 11");
  CHECK(host.get_report(0x55, 2) == "1: -32");
  // One host at a time.
  Host second(served.port);
  CHECK(second.import() == 2);
}

TEST_CASE("What a running unit is told happens, and is in the log") {
  Served served;
  Host host(served.port);
  REQUIRE(host.import() == 0);
  host.submit(7, 1, 8);
  const Ended mains = served.tell({"mains", "off"});
  CHECK(mains.status == 0);
  CHECK(mains.out.empty());
  CHECK(host.answer() == "7: 0b 14");
  // The beeper's report: the battery's are others a moment later.
  CHECK(served.tell({"stall", "0x0c", "1"}).status == 0);
  CHECK(host.get_report(0x0c, 2) == "1: -32");
  CHECK(host.get_report(0x0c, 2) == "1: 0c 02");
  CHECK(served.tell({"status"}).out.find("\nmains: off\n") != std::string::npos);
  const Ended again = served.tell({"plug"});
  CHECK(again.status == 9);
  CHECK(again.err == "upshid-sim: it is already plugged in\n");
  std::string said;
  const std::string log = served.scratch.read("log");
  for (const std::string_view line : base::split(log, '\n')) {
    if (line.empty()) continue;
    const std::size_t space = line.find(' ');
    const auto time = base::parse_number(line.substr(0, space));
    CHECK(time.has_value());
    CHECK(line.substr(0, space).rfind('.') == space - 7);
    said += std::string(line.substr(space + 1)) + "\n";
  }
  CHECK(said.substr(said.find('\n') + 1) ==
        "--  do mains off\nin  interrupt 8 -> 0b 14\n--  do stall 0x0c 1\n"
        "in  GET_REPORT feature 0x0c 2 -> stall\nin  GET_REPORT feature 0x0c 2 -> 0c 02\n"
        "--  do status\n--  do plug\n");
}

TEST_CASE("Unplugged, the host loses its connection, and finds the unit again when it is plugged") {
  Served served;
  Host host(served.port);
  REQUIRE(host.import() == 0);
  CHECK(served.tell({"unplug"}).status == 0);
  CHECK(host.at_end());
  Host early(served.port);
  CHECK(early.import() == 4);
  const Ended plugged = served.tell({"plug"});
  CHECK(plugged.status == 0);
  CHECK(plugged.out.starts_with(announced));
  CHECK(early.import() == 0);
  CHECK(early.get_report(0x0b, 2) == "1: 0b 11");
}

TEST_CASE("Garbage costs whoever sent it the connection, and nobody else") {
  Served served;
  Host host(served.port);
  REQUIRE(host.import() == 0);
  Host stranger(served.port);
  stranger.send(Bytes(64, 0xff));
  CHECK(stranger.at_end());
  CHECK(host.get_report(0x0b, 2) == "1: 0b 11");
}

TEST_CASE("Quit and the signals that end programs leave no socket behind") {
  for (const int number : {0, SIGINT, SIGTERM}) {
    Served served;
    Host host(served.port);
    REQUIRE(host.import() == 0);
    if (number == 0) {
      CHECK(served.tell({"quit"}).status == 0);
    } else {
      served.program().signal(number);
    }
    const Ended ended = served.program().end();
    CHECK(ended.status == 0);
    CHECK(ended.err.empty());
    CHECK(host.at_end());
    CHECK(served.tell({"status"}).status == 3);
  }
}

TEST_CASE("A scenario is played, and a command in it that fails ends it with its line") {
  Served good({"--scenario", UPSHID_EXAMPLES "/sim/outage.scenario"});
  CHECK(good.tell({"status"}).status == 0);
  const Scratch files;
  files.write("x.scenario", "0 mains off\n0 unplug\n10ms unplug\n");
  Served bad({"--scenario", files / "x.scenario"});
  const Ended ended = bad.program().end();
  CHECK(ended.status == 6);
  CHECK(ended.err == "upshid-sim: " + (files / "x.scenario") + ":3: it is not plugged in\n");
}

TEST_CASE("Two simulations of one name or one port do not get in each other's way") {
  Served served;
  const Ended name = run_sim(
      {"serve", "--port", "0", "--control", served.scratch / "sock", "EC850LCD"}, served.scratch);
  CHECK(name.status == 2);
  CHECK(name.err == "upshid-sim: " + (served.scratch / "sock") +
                        ": another upshid-sim has this name; choose another one with --name\n");
  const std::string port = std::to_string(served.port);
  const Ended taken = run_sim({"serve", "--port", port, "EC850LCD"}, served.scratch);
  CHECK(taken.status == 9);
  CHECK(taken.err == "upshid-sim: 127.0.0.1, TCP port " + port +
                         ": cannot listen there (Address already in use, errno 98)\n");
  CHECK(served.tell({"status"}).status == 0);
}

}  // namespace upshid::test
