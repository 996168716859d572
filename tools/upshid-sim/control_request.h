#ifndef UPSHID_SIM_CONTROL_REQUEST_H
#define UPSHID_SIM_CONTROL_REQUEST_H

// Control transfers: what the host asks of endpoint 0, and what the unit answers (USB 2.0 §9.4,
// HID 1.11 §7.2).

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "upshid-sim/faults.h"
#include "upshid-sim/unit.h"

namespace upshid::sim {

// The eight bytes that begin a control transfer, little-endian (USB 2.0 §9.3).
struct Setup {
  std::uint8_t request_type = 0;
  std::uint8_t request = 0;
  std::uint16_t value = 0;
  std::uint16_t index = 0;
  std::uint16_t length = 0;

  static Setup read(const std::array<std::uint8_t, 8>& bytes);
  std::array<std::uint8_t, 8> write() const;
  std::uint8_t value_high() const { return static_cast<std::uint8_t>(value >> 8); }
  std::uint8_t value_low() const { return static_cast<std::uint8_t>(value); }
};

// "GET_REPORT feature 0x0b 2": the request's name, what it is about, and wLength where data flows.
std::string describe(const Setup& setup);

struct Answer {
  enum class Kind : std::uint8_t { data, stall, never, gone };
  Kind kind = Kind::data;
  Bytes data;  // of an IN transfer; may be more than was asked for
};

// What of the device lasts from one request to the next.
struct FunctionState {
  std::uint8_t configuration = 0;
  // So many reads of the report descriptor come back with the setup packet in front (NUT issue
  // 3557).
  unsigned corrupt_reads = 0;
};

Answer answer(const Setup& setup, std::span<const std::uint8_t> out, Unit& unit, FaultTable& faults,
              FunctionState& state);

// The report descriptor as a VP1600ELCD once sent it (NUT issue 3557): the setup packet in front,
// one packet of 8 bytes lost further on, the length right.
Bytes corrupt(const Bytes& descriptor, const Setup& setup);

}  // namespace upshid::sim

#endif
