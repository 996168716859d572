#ifndef UPSHID_TRANSPORT_INTERRUPT_PIPE_H
#define UPSHID_TRANSPORT_INTERRUPT_PIPE_H

// The interrupt-IN endpoint over libusb: one transfer is always under way, and what it brings waits
// in a queue as in hidraw's.

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include "transport/usb_handle.h"

namespace upshid::transport {

class InterruptPipe {
 public:
  // `handle` must outlive it. `longest` bytes has the longest input report.
  InterruptPipe(UsbHandle& handle, std::size_t longest);
  InterruptPipe(const InterruptPipe&) = delete;
  InterruptPipe& operator=(const InterruptPipe&) = delete;
  // Ends the transfer, and waits for its end.
  ~InterruptPipe();

  // The oldest report into `buffer`; its length, or nullopt where none waits.
  std::optional<std::size_t> take(std::span<std::uint8_t> buffer);
  bool is_empty() const { return queue_.empty(); }
  // Whether the device is gone. Reports that came before still wait.
  bool is_gone() const { return gone_; }

 private:
  static void LIBUSB_CALL ended(libusb_transfer* transfer);
  void submit();

  UsbHandle& handle_;
  UsbTransfer transfer_;
  std::vector<std::uint8_t> buffer_;
  std::deque<std::vector<std::uint8_t>> queue_;
  bool idle_ = true;  // No transfer is under way.
  bool gone_ = false;
  bool closing_ = false;
};

}  // namespace upshid::transport

#endif
