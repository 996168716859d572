#ifndef UPSHID_TRANSPORT_USB_REQUEST_H
#define UPSHID_TRANSPORT_USB_REQUEST_H

// The control requests that a HID UPS is asked, as they go over the wire, and what a host must know
// of an interface's descriptors to ask them. Values only: nothing here touches a device.

#include <upshid/hid.h>

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace upshid::transport {

// A setup packet without its length, which is that of the buffer (USB 2.0 §9.3).
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

// How long the HID descriptor among these descriptors says that the report descriptor is (HID 1.11
// §6.2.1); nullopt where there is none or it is cut short.
std::optional<std::uint16_t> report_descriptor_length(std::span<const std::uint8_t> descriptors);

// Bytes of the longest input report, id byte included; 0 where there is none. An interrupt transfer
// must ask for no more, or a report of whole packets would not end it (usbhid_start(),
// drivers/hid/usbhid/hid-core.c). Only sizes, counts, ids and Input items are looked at; nothing is
// believed beyond `limit`.
std::size_t longest_input_report(std::span<const std::uint8_t> report_descriptor,
                                 std::size_t limit);

}  // namespace upshid::transport

#endif
