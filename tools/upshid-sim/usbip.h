#ifndef UPSHID_SIM_USBIP_H
#define UPSHID_SIM_USBIP_H

// The protocol of USB/IP for an attached device (Linux, Documentation/usb/usbip_protocol.rst): the
// host's commands as values, the device's answers as bytes. All numbers are big-endian, except
// the eight bytes of setup, which are USB's.

#include <upshid/result.h>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace upshid::sim::usbip {

using Bytes = std::vector<std::uint8_t>;

inline constexpr std::size_t header_size = 48;
// A control transfer carries at most 65535 bytes (USB 2.0 §9.3.5), and no other transfer is longer.
inline constexpr std::int32_t max_out_bytes = 65535;

// The result of a transfer: Linux's numbers on x86, whatever errno is on this machine (MIPS
// differs).
enum class Status : std::int32_t {
  ok = 0,
  stall = -32,      // -EPIPE
  overflow = -75,   // -EOVERFLOW: more than requested
  unlinked = -104,  // -ECONNRESET: the answer to an unlink in time
};

struct Submit {
  std::uint32_t seqnum = 0;
  bool in = false;
  std::uint32_t endpoint = 0;
  std::int32_t length = 0;  // of the host's buffer
  std::array<std::uint8_t, 8> setup{};
  Bytes data;  // of an OUT transfer
  friend bool operator==(const Submit&, const Submit&) = default;
};

struct Unlink {
  std::uint32_t seqnum = 0;
  std::uint32_t victim = 0;  // the seqnum of the cancelled submit
  friend bool operator==(const Unlink&, const Unlink&) = default;
};

using Command = std::variant<Submit, Unlink>;

// Assembles commands from received bytes.
class CommandReader {
 public:
  void feed(std::span<const std::uint8_t> bytes);
  // nullopt: incomplete so far. After an error the rest of the stream cannot be decoded.
  Result<std::optional<Command>> next();

 private:
  Bytes buffer_;
};

// `data`: of an IN transfer; of an OUT transfer `actual_length` bytes were accepted.
Bytes submit_reply(std::uint32_t seqnum, Status status, std::span<const std::uint8_t> data,
                   std::size_t actual_length);
Bytes unlink_reply(std::uint32_t seqnum, Status status);

}  // namespace upshid::sim::usbip

#endif
