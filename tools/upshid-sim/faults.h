#ifndef UPSHID_SIM_FAULTS_H
#define UPSHID_SIM_FAULTS_H

// Faults, by request.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace upshid::sim {

// The request that a fault affects: GET_REPORT of a feature or an input report, SET_REPORT of a
// feature report, or a string descriptor.
struct Target {
  enum class Request : std::uint8_t { feature, input, set, string };
  Request request = Request::feature;
  std::uint8_t id = 0;
  friend bool operator==(const Target&, const Target&) = default;
  friend bool operator<(const Target& a, const Target& b) {
    return std::tie(a.request, a.id) < std::tie(b.request, b.id);
  }
};

// "0x0b" (a feature report), "input:0x0b", "set:0x0b", "string:5".
std::optional<Target> target_named(std::string_view text);
std::string text_of(const Target& target);

struct Fault {
  enum class Kind : std::uint8_t {
    stall,         // the request is refused
    short_report,  // `bytes` are missing at the end
    long_report,   // `bytes` too many
    timeout,       // never answered
    wrong_id,      // the ID of another report
    gone,          // the device leaves the bus
  };
  Kind kind = Kind::stall;
  std::size_t bytes = 1;
  std::optional<unsigned> times;  // nullopt: until cleared
  friend bool operator==(const Fault&, const Fault&) = default;
};

std::string_view name_of(Fault::Kind kind);

class FaultTable {
 public:
  // No HID request is answered and nothing is sent.
  enum class Hang : std::uint8_t { none, until_clear, until_reset };

  // Replaces an earlier fault of the target.
  void add(const Target& target, const Fault& fault) { faults_[target] = fault; }
  void clear() { *this = {}; }
  void set_hang(Hang hang) { hang_ = hang; }
  bool hangs() const { return hang_ != Hang::none; }
  // The host has configured the device, as it does after a port reset.
  void note_reset() {
    if (hang_ == Hang::until_reset) hang_ = Hang::none;
  }
  // The fault for this request; counts it down.
  std::optional<Fault> strike(const Target& target);
  // "stall 0x0b 3": in the syntax of `do`.
  std::vector<std::string> lines() const;

 private:
  std::map<Target, Fault> faults_;
  Hang hang_ = Hang::none;
};

}  // namespace upshid::sim

#endif
