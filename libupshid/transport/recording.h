#ifndef UPSHID_TRANSPORT_RECORDING_H
#define UPSHID_TRANSPORT_RECORDING_H

// A session with a UPS as text, for bug reports and for tests, which replay it.
//
// '#' begins a comment; blank lines are ignored. Texts are in quotes; \xHH in them is the byte HH.
// Numbers are decimal, or hexadecimal after 0x. The first other line is
//
//   upshid recording 1
//
// followed by the head, in any order: each key at most once, except `setting`; unknown ones
// omitted:
//
//   name "cyberpower"             the name of the UPS
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
// and by requests: seconds since opening, the request, and after '=' the answer: bytes, a text,
// `ok`, or an error with code, errno, place and message. The number after the report ID of a `get`
// is the requested number of bytes; the bytes after that of a `set` are those that were sent.
//
//   0.012 descriptor = 05 84 09 04 a1 01
//   0.014 get feature 0x0b 2 = 0b 11
//   0.019 get feature 0x08 6 = error stalled 32 "0764:0501 /dev/hidraw0, feature report 0x08" "..."
//   0.020 set feature 0x0c 0c 01 = ok
//   0.021 string 4 = "PbAcid"
//   1.500 interrupt = 0b 10
//
// Interrupt reads without a report are omitted. If the first line and a head are repeated, the UPS
// was opened again, for example after a replug; the seconds then begin at 0 again.

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

// Enough for days of watching.
inline constexpr std::size_t max_recording = 16U << 20;

// One request and its answer.
struct Exchange {
  enum class What : std::uint8_t { descriptor, get, set, string, interrupt };

  std::chrono::milliseconds at{0};
  What what = What::descriptor;
  hid::ReportType type = hid::ReportType::feature;  // get, set
  std::uint8_t id = 0;                              // get, set; the index of a string
  std::size_t size = 0;                             // get: the requested number of bytes
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

// `file` is its name in errors. Errors: invalid_argument, `where` is file:line:column;
// budget_exceeded.
Result<Recording> parse_recording(std::string_view text, const std::string& file);

// The lines before the first exchange.
std::string recording_head(const Recording& recording);
// One line, newline included.
std::string recording_line(const Exchange& exchange);

// What an exchange requests, for messages: "feature report 0x0b", "string 4", ...
std::string described(const Exchange& exchange);

}  // namespace upshid::transport

#endif
