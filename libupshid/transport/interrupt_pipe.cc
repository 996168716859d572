#include "transport/interrupt_pipe.h"

#include <algorithm>
#include <chrono>

namespace upshid::transport {

namespace {

// As hidraw's (HIDRAW_BUFFER_SIZE, include/linux/hidraw.h): in a flood, the newest reports are
// lost.
constexpr std::size_t max_queue = 64;

// A transfer of whole packets cannot overflow, and a report that is shorter ends it.
std::size_t whole_packets(std::size_t bytes, std::size_t packet) {
  return (std::max<std::size_t>(bytes, 1) + packet - 1) / packet * packet;
}

}  // namespace

InterruptPipe::InterruptPipe(UsbHandle& handle, std::size_t max_report)
    : handle_(handle), transfer_(libusb_alloc_transfer(0)) {
  const InterfaceFacts& facts = handle.facts();
  if (!transfer_ || facts.in_endpoint == 0 || facts.in_packet == 0) return;
  buffer_.resize(whole_packets(max_report, facts.in_packet));
  libusb_fill_interrupt_transfer(transfer_.get(), handle.get(), facts.in_endpoint, buffer_.data(),
                                 static_cast<int>(buffer_.size()), ended, this, 0);
  submit();
}

InterruptPipe::~InterruptPipe() {
  closing_ = true;
  if (!idle_) static_cast<void>(libusb_cancel_transfer(transfer_.get()));
  while (!idle_) handle_.events().wait(-1, std::chrono::milliseconds::max());
}

void InterruptPipe::submit() {
  if (buffer_.empty() || gone_ || closing_ || !idle_) return;
  const int error = libusb_submit_transfer(transfer_.get());
  idle_ = error != 0;
  if (error != LIBUSB_ERROR_NO_DEVICE) return;
  gone_ = true;
  handle_.events().announce(true);
}

void LIBUSB_CALL InterruptPipe::ended(libusb_transfer* transfer) {
  auto& self = *static_cast<InterruptPipe*>(transfer->user_data);
  self.idle_ = true;
  switch (transfer->status) {
    case LIBUSB_TRANSFER_COMPLETED:
      if (transfer->actual_length > 0 && self.queue_.size() < max_queue) {
        self.queue_.emplace_back(self.buffer_.begin(),
                                 self.buffer_.begin() + transfer->actual_length);
        self.handle_.events().announce(true);
      }
      self.submit();
      break;
    case LIBUSB_TRANSFER_NO_DEVICE:
      self.gone_ = true;
      self.handle_.events().announce(true);
      break;
    default:
      // A noisy cable or a stalled endpoint may fail a thousand times a second. take() retries, as
      // often as it is called.
      break;
  }
}

std::optional<std::size_t> InterruptPipe::take(std::span<std::uint8_t> buffer) {
  if (idle_ && !gone_ && !buffer_.empty()) {
    if (transfer_->status == LIBUSB_TRANSFER_STALL) {
      static_cast<void>(libusb_clear_halt(handle_.get(), handle_.facts().in_endpoint));
    }
    submit();
  }
  if (queue_.empty()) return std::nullopt;
  const std::vector<std::uint8_t>& oldest = queue_.front();
  const std::size_t length = std::min(oldest.size(), buffer.size());
  std::copy_n(oldest.begin(), length, buffer.begin());
  queue_.pop_front();
  if (queue_.empty() && !gone_) handle_.events().announce(false);
  return length;
}

}  // namespace upshid::transport
