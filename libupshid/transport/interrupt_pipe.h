#ifndef UPSHID_TRANSPORT_INTERRUPT_PIPE_H
#define UPSHID_TRANSPORT_INTERRUPT_PIPE_H

// The interrupt-IN endpoint over libusb: one transfer is always pending, and received reports are
// queued, as with hidraw.

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include "transport/usb_handle.h"

namespace upshid::transport {

class InterruptPipe {
 public:
  // `handle` must outlive it. The longest input report has `max_report` bytes.
  InterruptPipe(UsbHandle& handle, std::size_t max_report);
  InterruptPipe(const InterruptPipe&) = delete;
  InterruptPipe& operator=(const InterruptPipe&) = delete;
  // Cancels the transfer, and waits until it has ended.
  ~InterruptPipe();

  // Copies the oldest report to `buffer`; its length, or nullopt if the queue is empty.
  std::optional<std::size_t> take(std::span<std::uint8_t> buffer);
  bool is_empty() const { return queue_.empty(); }
  // Whether the device is disconnected. Reports received before are still queued.
  bool is_gone() const { return gone_; }

 private:
  static void LIBUSB_CALL ended(libusb_transfer* transfer);
  void submit();

  UsbHandle& handle_;
  UsbTransfer transfer_;
  std::vector<std::uint8_t> buffer_;
  std::deque<std::vector<std::uint8_t>> queue_;
  bool idle_ = true;  // No transfer is pending.
  bool gone_ = false;
  bool closing_ = false;
};

}  // namespace upshid::transport

#endif
