#ifndef UPSHID_TESTS_UNIT_SIM_BENCH_H
#define UPSHID_TESTS_UNIT_SIM_BENCH_H

// A simulated unit on the bench: a host made of USB/IP bytes, a clock turned by hand.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/duration.h"
#include "base/text.h"
#include "upshid-sim/big_endian.h"
#include "upshid-sim/player.h"
#include "upshid-sim/simulation.h"

namespace upshid::tests {

using sim::Bytes;
using std::chrono::milliseconds;
using std::chrono::seconds;

// A port with a queue of answers: false is a port that is still busy.
class BenchPort : public sim::Port {
 public:
  Result<bool> plug(const sim::Identity& /*identity*/) override {
    ++attempts;
    if (busy_for > 0) {
      --busy_for;
      return false;
    }
    if (refusal) return *refusal;
    return true;
  }
  void unplug() override { ++unplugs; }
  std::string place() const override { return "bench port"; }
  bool stays_offered() const override { return offered; }

  int attempts = 0;
  int busy_for = 0;
  int unplugs = 0;
  bool offered = false;
  std::optional<Error> refusal;
};

// What a RET_SUBMIT or RET_UNLINK says.
struct Returned {
  std::uint32_t code = 0;
  std::uint32_t seqnum = 0;
  std::int32_t status = 0;
  std::uint32_t actual = 0;
  Bytes data;
  friend bool operator==(const Returned&, const Returned&) = default;
};

class Bench {
 public:
  explicit Bench(std::string_view unit)
      : simulation(sim::open_unit(unit, Instant{}).value(), port,
                   [this](Instant when, std::string_view direction, std::string_view text) {
                     log.push_back(std::string(direction) + " " + std::string(text));
                     log_times.push_back(when);
                   }) {
    simulation.set_cycle({}, now);
    tell("plug");
  }

  // The answer, "" for one that has not come yet.
  std::string tell(std::string_view line) {
    const auto command = sim::parse_command(base::words(line));
    if (!command) return command.error().text();
    const auto reply = simulation.perform(*command, 1, now);
    return reply ? text_of(*reply) : late();
  }
  // An answer that came later.
  std::string late() {
    std::string out;
    for (const auto& [ticket, reply] : simulation.take_replies()) {
      CHECK(ticket == 1);
      out += text_of(reply);
    }
    return out;
  }
  static std::string text_of(const sim::Reply& reply) {
    if (reply.status == cli::ExitStatus::ok) return reply.text.empty() ? "ok" : reply.text;
    return std::to_string(static_cast<int>(reply.status)) + " " + reply.text;
  }

  void wait(std::chrono::nanoseconds time) { simulation.advance(now += time); }

  // As a loop would: only at the deadlines that the simulation asks for.
  void run_for(std::chrono::nanoseconds time) {
    const Instant end = now + time;
    for (;;) {
      const auto next = simulation.next_deadline(now);
      if (!next || *next > end) break;
      simulation.advance(now = std::max(now, *next));
    }
    simulation.advance(now = end);
  }

  std::uint32_t submit(std::uint32_t endpoint, bool in, std::uint32_t length,
                       const std::array<std::uint8_t, 8>& setup = {}, const Bytes& out = {}) {
    Bytes bytes;
    const std::uint32_t seqnum = next_seqnum_++;
    for (const std::uint32_t word :
         {1U, seqnum, 0x10001U, in ? 1U : 0U, endpoint, 0U, length, 0U, 0U, 10U}) {
      sim::append_be32(bytes, word);
    }
    bytes.insert(bytes.end(), setup.begin(), setup.end());
    bytes.insert(bytes.end(), out.begin(), out.end());
    simulation.receive(bytes, now);
    return seqnum;
  }
  std::uint32_t unlink(std::uint32_t victim) {
    Bytes bytes;
    const std::uint32_t seqnum = next_seqnum_++;
    for (const std::uint32_t word :
         {2U, seqnum, 0x10001U, 0U, 0U, victim, 0U, 0U, 0U, 0U, 0U, 0U}) {
      sim::append_be32(bytes, word);
    }
    simulation.receive(bytes, now);
    return seqnum;
  }
  std::uint32_t control(const sim::Setup& setup, const Bytes& out = {}) {
    return submit(0, (setup.request_type & 0x80U) != 0, setup.length, setup.write(), out);
  }
  std::uint32_t get_report(std::uint8_t type, std::uint8_t id, std::uint16_t length) {
    return control({0xa1, 1, static_cast<std::uint16_t>(type << 8 | id), 0, length});
  }
  std::uint32_t listen(std::uint32_t length = 64) { return submit(1, true, length); }

  // All answers since the last call. IN data is recognised by its length: no OUT has any.
  std::vector<Returned> answers() {
    const Bytes bytes = simulation.take_output();
    std::vector<Returned> out;
    for (std::size_t at = 0; at < bytes.size();) {
      REQUIRE(bytes.size() - at >= 48);
      const auto head = std::span(bytes).subspan(at, 48);
      Returned one{sim::read_be32(head, 0),
                   sim::read_be32(head, 4),
                   static_cast<std::int32_t>(sim::read_be32(head, 20)),
                   0,
                   {}};
      at += 48;
      if (one.code == 3) {
        one.actual = sim::read_be32(head, 24);
        const std::size_t length = outs_ ? 0 : one.actual;
        REQUIRE(bytes.size() - at >= length);
        one.data.assign(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                        bytes.begin() + static_cast<std::ptrdiff_t>(at + length));
        at += length;
      }
      out.push_back(std::move(one));
    }
    return out;
  }
  // The only answer's data as "0b 11", "stall", "overflow", "" for none yet.
  std::string answer() {
    const auto all = answers();
    if (all.empty()) return "";
    REQUIRE(all.size() == 1);
    if (all[0].status == -32) return "stall";
    if (all[0].status == -75) return "overflow";
    CHECK(all[0].status == 0);
    return base::hex_bytes(all[0].data);
  }
  std::string feature(std::uint8_t id, std::uint16_t length) {
    get_report(3, id, length);
    return answer();
  }
  // The answer to SET_REPORT: "3 bytes" or "stall".
  std::string set_feature(const Bytes& report) {
    outs_ = true;
    control({0x21, 9, static_cast<std::uint16_t>(0x300 | report.at(0)), 0,
             static_cast<std::uint16_t>(report.size())},
            report);
    const auto all = answers();
    outs_ = false;
    REQUIRE(all.size() == 1);
    return all[0].status == 0 ? std::to_string(all[0].actual) + " bytes" : "stall";
  }

  Instant now{};
  BenchPort port;
  std::vector<std::string> log;
  std::vector<Instant> log_times;
  sim::Simulation simulation;

 private:
  std::uint32_t next_seqnum_ = 1;
  bool outs_ = false;
};

}  // namespace upshid::tests

#endif
