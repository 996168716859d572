#include "transport/usb_handle.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "transport/access.h"
#include "transport/cancel.h"
#include "transport/fault.h"
#include "transport/usb_long_read.h"

namespace upshid::transport {

namespace {

struct FreeConfig {
  void operator()(libusb_config_descriptor* config) const { libusb_free_config_descriptor(config); }
};

std::span<const std::uint8_t> bytes_of(const unsigned char* bytes, int length) {
  if (bytes == nullptr || length <= 0) return {};
  return {bytes, static_cast<std::size_t>(length)};
}

void take_endpoint(const libusb_endpoint_descriptor& endpoint, InterfaceFacts& facts) {
  if ((endpoint.bmAttributes & 3U) != LIBUSB_ENDPOINT_TRANSFER_TYPE_INTERRUPT) return;
  const bool is_in = (endpoint.bEndpointAddress & LIBUSB_ENDPOINT_IN) != 0;
  std::uint8_t& address = is_in ? facts.in_endpoint : facts.out_endpoint;
  if (address != 0) return;
  address = endpoint.bEndpointAddress;
  // USB 2.0 §9.6.6: the upper bits count further packets of high-speed devices.
  if (is_in) facts.in_packet = endpoint.wMaxPacketSize & 0x7ffU;
}

void LIBUSB_CALL note_end(libusb_transfer* transfer) {
  *static_cast<bool*>(transfer->user_data) = true;
}

}  // namespace

int errno_of_status(libusb_transfer_status status) {
  switch (status) {
    case LIBUSB_TRANSFER_COMPLETED:
      return 0;
    case LIBUSB_TRANSFER_TIMED_OUT:
      return ETIMEDOUT;
    case LIBUSB_TRANSFER_CANCELLED:
      return ECANCELED;
    case LIBUSB_TRANSFER_STALL:
      return EPIPE;
    case LIBUSB_TRANSFER_NO_DEVICE:
      return ENODEV;
    case LIBUSB_TRANSFER_OVERFLOW:
      return EOVERFLOW;
    case LIBUSB_TRANSFER_ERROR:
      break;
  }
  return EPROTO;
}

Result<std::unique_ptr<UsbHandle>> UsbHandle::open(const DeviceInfo& device, const Roots& roots,
                                                   Afterwards afterwards, int cancel_fd) {
  const std::string where = node_place(device, device.usb_node);
  if (device.usb_node.empty()) {
    return Error{Code::not_found, node_place(device, "port " + device.bus_path),
                 "the kernel has no usbfs node for this device", 0};
  }
  std::unique_ptr<UsbHandle> handle(new UsbHandle);
  handle->interface_ = device.interface_number;
  handle->cancel_fd_ = cancel_fd;
  handle->node_.reset(::open(device.usb_node.c_str(), O_RDWR | O_CLOEXEC));
  if (!handle->node_) return open_error(device, device.usb_node, errno, roots);
  auto events = UsbEvents::create();
  if (!events) return events.error();
  handle->events_ = std::move(*events);
  handle->transfer_.reset(libusb_alloc_transfer(0));
  const int error =
      libusb_wrap_sys_device(handle->events_->context(), handle->node_.get(), &handle->handle_);
  if (error != 0 || !handle->transfer_) {
    handle->handle_ = nullptr;
    if (error == LIBUSB_ERROR_NO_DEVICE) return open_error(device, device.usb_node, ENODEV, roots);
    return Error{Code::io, where, "libusb cannot use this node", errno_of_libusb(error)};
  }
  // Another device may have the number now.
  libusb_device_descriptor now{};
  static_cast<void>(libusb_get_device_descriptor(libusb_get_device(handle->handle_), &now));
  if (now.idVendor != device.vendor_id || now.idProduct != device.product_id) {
    return Error{Code::disconnected, where,
                 fmt::format("the device is disconnected: {:04x}:{:04x} has its node now",
                             now.idVendor, now.idProduct),
                 0};
  }
  handle->look_at_interface();
  if (auto claimed = handle->claim(device, afterwards); !claimed) return claimed.error();
  return handle;
}

Result<void> UsbHandle::claim(const DeviceInfo& device, Afterwards afterwards) {
  had_a_driver_ = libusb_kernel_driver_active(handle_, interface_) == 1;
  // libusb then detaches and claims in one step, so that no other program can intervene, and binds
  // a driver again after the release.
  static_cast<void>(libusb_set_auto_detach_kernel_driver(
      handle_, afterwards == Afterwards::bind_driver || had_a_driver_ ? 1 : 0));
  const int error = libusb_claim_interface(handle_, interface_);
  if (error == 0) {
    claimed_ = true;
    return {};
  }
  const std::string where = node_place(device, device.usb_node);
  if (error == LIBUSB_ERROR_BUSY) {
    return Error{
        Code::unsupported, where,
        fmt::format("interface {} is in use by another program (NUT's driver usbhid-ups does this "
                    "while it runs); stop that program, or read the UPS through it",
                    interface_),
        EBUSY};
  }
  return transfer_error(fmt::format("{}, interface {}", where, interface_), errno_of_libusb(error));
}

UsbHandle::~UsbHandle() {
  if (handle_ == nullptr) return;
  if (claimed_) static_cast<void>(libusb_release_interface(handle_, interface_));
  libusb_close(handle_);
}

void UsbHandle::look_at_interface() {
  libusb_config_descriptor* raw = nullptr;
  if (libusb_get_active_config_descriptor(libusb_get_device(handle_), &raw) != 0) return;
  const std::unique_ptr<libusb_config_descriptor, FreeConfig> config(raw);
  for (std::size_t i = 0; i < config->bNumInterfaces; ++i) {
    const libusb_interface& interface = config->interface[i];
    if (interface.num_altsetting < 1) continue;
    const libusb_interface_descriptor& first = interface.altsetting[0];
    if (first.bInterfaceNumber != interface_) continue;
    auto length = report_descriptor_length(bytes_of(first.extra, first.extra_length));
    for (std::size_t e = 0; e < first.bNumEndpoints; ++e) {
      const libusb_endpoint_descriptor& endpoint = first.endpoint[e];
      take_endpoint(endpoint, facts_);
      // The place in devices of HID 1.0 (usbhid_parse(), drivers/hid/usbhid/hid-core.c).
      if (!length)
        length = report_descriptor_length(bytes_of(endpoint.extra, endpoint.extra_length));
    }
    facts_.report_descriptor_length = length.value_or(0);
  }
}

void UsbHandle::await(const bool& ended) {
  while (!ended) {
    if (wait(std::chrono::milliseconds::max()) || ended) continue;
    // The end of the cancelled transfer is an event too, which must not be missed: the kernel
    // writes into its buffer until then.
    static_cast<void>(libusb_cancel_transfer(transfer_.get()));
    while (!ended) events_->wait(-1, std::chrono::milliseconds::max());
  }
}

// The transfer is filled in; user_data is set here.
int UsbHandle::run() {
  if (is_cancelled(cancel_fd_)) return -ECANCELED;
  bool ended = false;
  transfer_->callback = note_end;
  transfer_->user_data = &ended;
  if (const int error = libusb_submit_transfer(transfer_.get()); error != 0) {
    return -errno_of_libusb(error);
  }
  await(ended);
  transfer_->user_data = nullptr;
  const int error = errno_of_status(transfer_->status);
  return error != 0 ? -error : transfer_->actual_length;
}

int UsbHandle::control_in(const UsbRequest& request, std::span<std::uint8_t> buffer,
                          std::chrono::milliseconds limit) {
  if (buffer.size() > max_libusb_control) {
    return read_long(node_.get(), request, buffer, cancel_fd_, limit);
  }
  const auto length = static_cast<std::uint16_t>(std::min<std::size_t>(buffer.size(), 0xffff));
  const auto setup = setup_packet(request, length);
  buffer_.assign(setup.begin(), setup.end());
  buffer_.resize(setup.size() + length);
  libusb_fill_control_transfer(transfer_.get(), handle_, buffer_.data(), nullptr, nullptr,
                               static_cast<unsigned>(limit.count()));
  const int got = run();
  if (got < 0) return got;
  const std::size_t count = std::min<std::size_t>(static_cast<std::size_t>(got), length);
  std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(setup.size()), count, buffer.begin());
  return static_cast<int>(count);
}

int UsbHandle::control_out(const UsbRequest& request, std::span<const std::uint8_t> bytes,
                           std::chrono::milliseconds limit) {
  if (bytes.size() > 0xffff) return -EMSGSIZE;
  const auto setup = setup_packet(request, static_cast<std::uint16_t>(bytes.size()));
  buffer_.assign(setup.begin(), setup.end());
  buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
  libusb_fill_control_transfer(transfer_.get(), handle_, buffer_.data(), nullptr, nullptr,
                               static_cast<unsigned>(limit.count()));
  return run();
}

int UsbHandle::interrupt_out(std::span<const std::uint8_t> bytes, std::chrono::milliseconds limit) {
  if (facts_.out_endpoint == 0) return -EOPNOTSUPP;
  buffer_.assign(bytes.begin(), bytes.end());
  libusb_fill_interrupt_transfer(transfer_.get(), handle_, facts_.out_endpoint, buffer_.data(),
                                 static_cast<int>(buffer_.size()), nullptr, nullptr,
                                 static_cast<unsigned>(limit.count()));
  return run();
}

}  // namespace upshid::transport
