#ifndef UPSHID_SIM_CONTROL_REQUEST_H
#define UPSHID_SIM_CONTROL_REQUEST_H

// Control transfers: requests to endpoint 0 and the answers of the unit (USB 2.0 §9.4, HID 1.11
// §7.2).

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

// "GET_REPORT feature 0x0b 2": the request, its subject, and wLength if it has data.
std::string describe(const Setup& setup);

struct Answer {
  enum class Kind : std::uint8_t { data, stall, never, gone };
  Kind kind = Kind::data;
  Bytes data;  // of an IN transfer; may be longer than requested
};

// The state of the device between requests.
struct FunctionState {
  std::uint8_t configuration = 0;
  // The number of reads of the report descriptor that are answered with the setup packet in front
  // (NUT issue 3557).
  unsigned corrupt_reads = 0;
};

Answer answer(const Setup& setup, std::span<const std::uint8_t> out, Unit& unit, FaultTable& faults,
              FunctionState& state);

// The report descriptor as a VP1600ELCD once sent it (NUT issue 3557): the setup packet in front,
// one packet of 8 bytes lost further on, the length right.
Bytes corrupt(const Bytes& descriptor, const Setup& setup);

}  // namespace upshid::sim

#endif
