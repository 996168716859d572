#ifndef UPSHID_TRANSPORT_USB_REQUEST_H
#define UPSHID_TRANSPORT_USB_REQUEST_H

// The control requests to a HID UPS as bytes, and the parts of an interface's descriptors that they
// need. Without I/O.

#include <upshid/hid.h>

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace upshid::transport {

// A setup packet (USB 2.0 §9.3) without the length, which is that of the buffer.
struct UsbRequest {
  std::uint8_t type = 0;  // bmRequestType
  std::uint8_t request = 0;
  std::uint16_t value = 0;
  std::uint16_t index = 0;

  bool is_in() const { return (type & 0x80U) != 0; }
};

// HID 1.11 §7.2.1 and §7.2.2: class requests to the interface.
UsbRequest get_report_request(hid::ReportType type, std::uint8_t id, std::uint8_t interface);
UsbRequest set_report_request(hid::ReportType type, std::uint8_t id, std::uint8_t interface);
// HID 1.11 §7.1.1: GET_DESCRIPTOR, but to the interface.
UsbRequest report_descriptor_request(std::uint8_t interface);
// USB 2.0 §9.4.3. Index 0 with language 0 is the list of languages.
UsbRequest string_request(std::uint8_t index, std::uint16_t language);

// The eight bytes, little-endian.
std::array<std::uint8_t, 8> setup_packet(const UsbRequest& request, std::uint16_t length);

// The length of the report descriptor in the HID descriptor (HID 1.11 §6.2.1) among these
// descriptors; nullopt if there is none or it is truncated.
std::optional<std::uint16_t> report_descriptor_length(std::span<const std::uint8_t> descriptors);

// The size of the longest input report in bytes, ID byte included, at most `limit`; 0 if there is
// none. An interrupt transfer must not request more, or a report of whole packets would not end it
// (usbhid_start(), drivers/hid/usbhid/hid-core.c). Only sizes, counts, IDs and Input items are
// read.
std::size_t max_input_report(std::span<const std::uint8_t> report_descriptor, std::size_t limit);

}  // namespace upshid::transport

#endif
