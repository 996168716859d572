#ifndef UPSHID_TESTS_UNIT_TRANSPORT_FAKE_USB_H
#define UPSHID_TESTS_UNIT_TRANSPORT_FAKE_USB_H

// One USB device in place of libusb, hidapi and the kernel's ioctls: an executable with fake_usb.cc
// and fake_hidraw.cc has these functions itself. Nodes are FIFOs of the test, which poll() can wait
// for as for real ones.

#include <libusb.h>
#include <upshid/device.h>

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/unique_fd.h"
#include "transport/usb_request.h"
#include "unit/transport/fake_system.h"

namespace upshid::transport {

using Bytes = std::vector<std::uint8_t>;

struct FakeUsb {
  struct Control {
    UsbRequest request;
    std::uint16_t length = 0;
    Bytes data;  // Sent to the device.
    unsigned timeout = 0;
  };

  // What the device and the machine are like.
  std::uint16_t vendor = 0x0764;
  std::uint16_t product = 0x0501;
  Bytes interface_extra;                               // Where the HID descriptor is.
  Bytes endpoint_extra;                                // Where it is in devices of HID 1.0.
  std::vector<std::array<std::uint8_t, 3>> endpoints;  // Address, attributes, bytes of a packet.
  bool has_driver = true;
  int wrap_error = 0;
  int claim_error = 0;
  int submit_error = 0;
  int ioctl_error = 0;  // Of the kernel; for a control transfer over an ioctl, its failure.
  int hid_error = 0;    // errno of hidapi's requests; -1: they fail without one.
  int read_error = 0;   // Of reading a node.
  libusb_transfer_status status = LIBUSB_TRANSFER_COMPLETED;
  bool is_silent = false;                  // It answers no control transfer.
  int forks_left = 1000;                   // So many processes can be started.
  std::function<void()> on_hid;            // Runs while hidapi is asked for a report.
  std::function<void()> on_control;        // Runs while it is asked.
  std::map<std::uint16_t, Bytes> answers;  // By wValue. An unknown one is stalled.

  std::vector<libusb_pollfd> more_descriptors;  // Of libusb, besides its own.
  std::optional<timeval> next_timeout;

  // What was done to it.
  std::vector<Control> controls;
  std::vector<Bytes> interrupts_out;
  std::vector<std::string> calls;  // "claim 0".

  // The interrupt endpoint.
  void deliver(const Bytes& report);
  void fail_interrupt(libusb_transfer_status status);
  bool is_listening() const { return listening != nullptr; }
  std::uint16_t listening_for() const;

  // libusb's view of the world.
  libusb_pollfd_added_cb added = nullptr;
  libusb_pollfd_removed_cb removed = nullptr;
  void* user = nullptr;
  libusb_transfer* listening = nullptr;
  std::deque<libusb_transfer*> ended;
};

FakeUsb& fake_usb();

// For the functions that are replaced.
void note(std::string call);
// The device's answer to a control transfer, from the eight bytes of setup on; nullopt: a stall.
std::optional<Bytes> answer(std::span<const std::uint8_t> message, unsigned timeout);

// A device with nodes, in a machine of its own.
struct FakeDevice {
  FakeDevice();
  ~FakeDevice();
  FakeDevice(const FakeDevice&) = delete;
  FakeDevice& operator=(const FakeDevice&) = delete;

  // After this, cancel_fd() is readable.
  void cancel() const;
  int cancel_fd() const { return cancel_[0].get(); }
  // An interrupt report on the hidraw node.
  void write_hidraw(const Bytes& report) const;

  FakeSystem system;
  DeviceInfo info;
  FakeUsb& usb;

 private:
  std::array<base::UniqueFd, 2> cancel_;
  base::UniqueFd hidraw_;
};

bool is_readable(int fd);

}  // namespace upshid::transport

#endif
