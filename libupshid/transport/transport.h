#ifndef UPSHID_TRANSPORT_TRANSPORT_H
#define UPSHID_TRANSPORT_TRANSPORT_H

// The boundary to the outside: every byte to and from a UPS passes through these functions. Real
// devices are behind hidapi.cc and libusb.cc; virtual/ answers without a device; tests replay
// captures. The code above does not know which is used.

#include <upshid/device.h>
#include <upshid/hid.h>
#include <upshid/result.h>

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace upshid::transport {

class Transport {
 public:
  Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport() = default;

  // The device. Valid for the life of the transport.
  virtual const DeviceInfo& device() const = 0;

  // The report descriptor, as the device sends it. Two calls may differ on bad hardware.
  virtual Result<std::vector<std::uint8_t>> report_descriptor() = 0;

  // GET_REPORT (HID 1.11 §7.2.1). `buffer` has the exact size that the descriptor declares, ID byte
  // included if IDs are used; `id` is 0 for devices without IDs. Returns the number of bytes
  // received, ID byte included; a device may send fewer. More than requested is long_report. Other
  // errors: stalled, timeout, disconnected, permission, io; `where` names the
  // device and the report, sys_errno is set.
  virtual Result<std::size_t> get_report(hid::ReportType type, std::uint8_t id,
                                         std::span<std::uint8_t> buffer) = 0;

  // SET_REPORT (HID 1.11 §7.2.2). `report` begins with the ID byte if IDs are used.
  virtual Result<void> set_report(hid::ReportType type, std::uint8_t id,
                                  std::span<const std::uint8_t> report) = 0;

  // The next interrupt-IN report, waiting up to `timeout` (0: only one already received). Returns
  // its length, or timeout if there is none.
  virtual Result<std::size_t> read_interrupt(std::span<std::uint8_t> buffer,
                                             std::chrono::milliseconds timeout) = 0;

  // Readable (POLLIN) if read_interrupt(buffer, 0) has a report, or the device is disconnected. The
  // same for the life of the transport; -1 if there is none (a virtual UPS sends by its clock).
  virtual int interrupt_fd() const = 0;

  // The USB string descriptor of this index in US English, as UTF-8. Errors: not_found (index 0, or
  // the device has no such string), permission, stalled, disconnected, unsupported.
  virtual Result<std::string> string(std::uint8_t index) = 0;
};

}  // namespace upshid::transport

#endif
