#ifndef UPSHID_TRANSPORT_RECORDING_H
#define UPSHID_TRANSPORT_RECORDING_H

// A session with a UPS as text: what people attach to a bug report, and what a test replays.
//
// One thing a line. '#' begins a comment, and blank lines mean nothing. Texts stand in quotes;
// \xHH in them is the byte HH. Numbers are decimal, or hexadecimal after 0x. The first line that is
// neither is
//
//   upshid recording 1
//
// then who was there, each at most once but `setting`, in any order, absent where unknown:
//
//   name "cyberpower"             how the UPS was called
//   setting "lowbatt" "20"        its section of ups.conf
//   vendor-id 0x0764
//   product-id 0x0501
//   release 0x0200                bcdDevice
//   interface 0
//   manufacturer "CPS"
//   product "EC850LCD"
//   serial "000000000000"
//   port "1-1.2"
//   hidraw "/dev/hidraw0"
//   usb "/dev/bus/usb/001/004"
//
// then what was asked, when (seconds from the opening), and after the '=' the answer: bytes, a
// text, `ok`, or an error with its code, errno, place and words. The number after a report's id is
// how many bytes were asked for; what follows a `set` is what was sent.
//
//   0.012 descriptor = 05 84 09 04 a1 01
//   0.014 get feature 0x0b 2 = 0b 11
//   0.019 get feature 0x08 6 = error stalled 32 "0764:0501 /dev/hidraw0, feature report 0x08" "..."
//   0.020 set feature 0x0c 0c 01 = ok
//   0.021 string 4 = "PbAcid"
//   1.500 interrupt = 0b 10
//
// Interrupt reads that brought nothing are left out. The first line again, and who was there, says
// that the UPS was opened once more, after a replug for instance; its seconds begin at 0.

#include <upshid/device.h>
#include <upshid/hid.h>
#include <upshid/result.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace upshid::transport {

// Days of watching; more is no recording.
inline constexpr std::size_t kRecordingLimit = 16U << 20;

// One request and its answer.
struct Exchange {
  enum class What : std::uint8_t { descriptor, get, set, string, interrupt };

  std::chrono::milliseconds at{0};
  What what = What::descriptor;
  hid::ReportType type = hid::ReportType::feature;  // get, set
  std::uint8_t id = 0;                              // get, set; the index of a string
  std::size_t asked = 0;                            // get: the size of the buffer
  std::vector<std::uint8_t> sent;                   // set

  std::optional<Error> error;
  std::vector<std::uint8_t> bytes;  // descriptor, get, interrupt
  std::string text;                 // string
};

struct Recording {
  std::string name;
  std::vector<std::pair<std::string, std::string>> settings;
  DeviceInfo device;  // Without the descriptor.
  std::vector<Exchange> exchanges;
};

// `file` is how errors call it. Errors: invalid_argument, `where` is file:line:column;
// budget_exceeded.
Result<Recording> parse_recording(std::string_view text, const std::string& file);

// The lines before the first exchange.
std::string recording_head(const Recording& recording);
// One line, newline included.
std::string recording_line(const Exchange& exchange);

// "feature report 0x0b", "string 4", ...: what an exchange asks for, for messages.
std::string described(const Exchange& exchange);

}  // namespace upshid::transport

#endif
