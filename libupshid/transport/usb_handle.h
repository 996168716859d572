#ifndef UPSHID_TRANSPORT_USB_HANDLE_H
#define UPSHID_TRANSPORT_USB_HANDLE_H

// One interface of a USB device, detached from the kernel's driver for the life of the object.

#include <libusb.h>
#include <upshid/device.h>
#include <upshid/result.h>

#include <chrono>
#include <memory>
#include <span>
#include <vector>

#include "base/unique_fd.h"
#include "transport/enumerate.h"
#include "transport/usb_events.h"
#include "transport/usb_request.h"

namespace upshid::transport {

// What is done with the interface at the end.
enum class Afterwards : std::uint8_t {
  bind_driver,  // The kernel binds a driver, even if none was bound before.
  leave,
};

// From the configuration descriptor. 0: there is none.
struct InterfaceFacts {
  std::uint16_t report_descriptor_length = 0;
  std::uint8_t in_endpoint = 0;
  std::uint16_t in_packet = 0;
  std::uint8_t out_endpoint = 0;
};

struct FreeTransfer {
  void operator()(libusb_transfer* transfer) const { libusb_free_transfer(transfer); }
};
using UsbTransfer = std::unique_ptr<libusb_transfer, FreeTransfer>;

class UsbHandle {
 public:
  // Opens the device's usbfs node and claims the interface, detaching a driver of the kernel. Once
  // `cancel_fd` (-1: none) is readable, every transfer fails with ECANCELED.
  // Errors: permission, disconnected, not_found (no node), unsupported (another program has claimed
  // it), io.
  static Result<std::unique_ptr<UsbHandle>> open(const DeviceInfo& device, const Roots& roots,
                                                 Afterwards afterwards, int cancel_fd);
  UsbHandle(const UsbHandle&) = delete;
  UsbHandle& operator=(const UsbHandle&) = delete;
  ~UsbHandle();

  const InterfaceFacts& facts() const { return facts_; }
  bool had_a_driver() const { return had_a_driver_; }
  UsbEvents& events() { return *events_; }
  libusb_device_handle* get() const { return handle_; }

  // The number of bytes transferred, or the negative errno. More than max_libusb_control bytes only
  // while no other transfer is pending.
  int control_in(const UsbRequest& request, std::span<std::uint8_t> buffer,
                 std::chrono::milliseconds limit);
  int control_out(const UsbRequest& request, std::span<const std::uint8_t> bytes,
                  std::chrono::milliseconds limit);
  int interrupt_out(std::span<const std::uint8_t> bytes, std::chrono::milliseconds limit);

  // Waits for an event; false when cancelled.
  bool wait(std::chrono::milliseconds limit) { return events_->wait(cancel_fd_, limit); }

 private:
  UsbHandle() = default;
  Result<void> claim(const DeviceInfo& device, Afterwards afterwards);
  void look_at_interface();
  void await(const bool& ended);
  int run();

  base::UniqueFd node_;
  std::unique_ptr<UsbEvents> events_;
  libusb_device_handle* handle_ = nullptr;
  UsbTransfer transfer_;
  std::vector<std::uint8_t> buffer_;
  InterfaceFacts facts_;
  int cancel_fd_ = -1;
  std::uint8_t interface_ = 0;
  bool claimed_ = false;
  bool had_a_driver_ = false;
};

// The errno of a transfer; 0 if it was completed.
int errno_of_status(libusb_transfer_status status);

}  // namespace upshid::transport

#endif
