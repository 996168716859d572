#include "unit/transport/fake_usb.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

// libusb's opaque types.
struct libusb_device {};
struct libusb_device_handle {};
struct libusb_context {};

namespace upshid::transport {

namespace {

libusb_device the_device;
libusb_device_handle the_handle;
libusb_context the_context;
base::UniqueFd event_fd;

void end(libusb_transfer* transfer, libusb_transfer_status status) {
  transfer->status = status;
  fake_usb().ended.push_back(transfer);
  ::eventfd_write(event_fd.get(), 1);
}

void end_control(libusb_transfer* transfer) {
  const auto size = static_cast<std::size_t>(transfer->length);
  const auto got = answer(std::span(transfer->buffer, size), transfer->timeout);
  const bool is_in = (transfer->buffer[0] & 0x80) != 0;
  transfer->actual_length = got && is_in ? static_cast<int>(got->size()) : 0;
  if (got) std::copy(got->begin(), got->end(), transfer->buffer + 8);
  if (fake_usb().is_silent) return;
  end(transfer, got ? fake_usb().status : LIBUSB_TRANSFER_STALL);
}

}  // namespace

FakeUsb& fake_usb() {
  static FakeUsb usb;
  return usb;
}

void note(std::string call) {
  fake_usb().calls.push_back(std::move(call));
}

std::optional<Bytes> answer(std::span<const std::uint8_t> message, unsigned timeout) {
  FakeUsb& usb = fake_usb();
  FakeUsb::Control control;
  const auto word = [&message](std::size_t at) {
    return static_cast<std::uint16_t>(message[at] | message[at + 1] << 8);
  };
  control.request = {message[0], message[1], word(2), word(4)};
  control.length = word(6);
  control.timeout = timeout;
  if (!control.request.is_in()) control.data.assign(message.begin() + 8, message.end());
  usb.controls.push_back(control);
  if (usb.on_control) usb.on_control();
  if (!control.request.is_in()) return Bytes();
  const auto found = usb.answers.find(control.request.value);
  if (found == usb.answers.end()) return std::nullopt;
  Bytes bytes = found->second;
  bytes.resize(std::min<std::size_t>(bytes.size(), control.length));
  return bytes;
}

void FakeUsb::deliver(const Bytes& report) {
  libusb_transfer* const transfer = std::exchange(listening, nullptr);
  std::copy(report.begin(), report.end(), transfer->buffer);
  transfer->actual_length = static_cast<int>(report.size());
  end(transfer, LIBUSB_TRANSFER_COMPLETED);
}

void FakeUsb::fail_interrupt(libusb_transfer_status how) {
  end(std::exchange(listening, nullptr), how);
}

std::uint16_t FakeUsb::listening_for() const {
  return static_cast<std::uint16_t>(listening->length);
}

FakeDevice::FakeDevice() : usb(fake_usb()) {
  usb = {};
  info.vendor_id = usb.vendor;
  info.product_id = usb.product;
  info.bus_path = "1-1";
  info.usb_node = system.path("dev/usb");
  info.hidraw_node = system.path("dev/hidraw77");
  std::array<int, 2> ends{};
  if (::mkfifo(info.usb_node.c_str(), 0600) != 0 || ::mkfifo(info.hidraw_node.c_str(), 0600) != 0 ||
      ::pipe2(ends.data(), O_CLOEXEC) != 0)
    throw std::runtime_error("no FIFO");
  cancel_[0].reset(ends[0]);
  cancel_[1].reset(ends[1]);
  hidraw_.reset(::open(info.hidraw_node.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
}

FakeDevice::~FakeDevice() {
  usb = {};
}

void FakeDevice::cancel() const {
  static_cast<void>(::write(cancel_[1].get(), "", 1) == 1);
}

void FakeDevice::write_hidraw(const Bytes& report) const {
  static_cast<void>(::write(hidraw_.get(), report.data(), report.size()) > 0);
}

bool is_readable(int fd) {
  pollfd ready{fd, POLLIN, 0};
  return ::poll(&ready, 1, 0) > 0;
}

}  // namespace upshid::transport

using namespace upshid::transport;

extern "C" {

int libusb_init(libusb_context** context) {
  event_fd.reset(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  *context = &the_context;
  return 0;
}
#if LIBUSB_API_VERSION >= 0x0100010A
int libusb_init_context(libusb_context** context, const libusb_init_option*, int) {
  return libusb_init(context);
}
#endif
void libusb_exit(libusb_context*) {
  note("exit");
  event_fd.reset();
}
void libusb_set_pollfd_notifiers(libusb_context*, libusb_pollfd_added_cb added,
                                 libusb_pollfd_removed_cb removed, void* user) {
  note(user != nullptr ? "notify" : "notify nobody");
  fake_usb().added = added;
  fake_usb().removed = removed;
  fake_usb().user = user;
}
const libusb_pollfd** libusb_get_pollfds(libusb_context*) {
  static std::vector<libusb_pollfd> descriptors;
  static std::vector<const libusb_pollfd*> all;
  descriptors = fake_usb().more_descriptors;
  descriptors.push_back({event_fd.get(), POLLIN});
  all.clear();
  for (const libusb_pollfd& one : descriptors) all.push_back(&one);
  all.push_back(nullptr);
  return all.data();
}
void libusb_free_pollfds(const libusb_pollfd**) {
  note("free descriptors");
}
int libusb_get_next_timeout(libusb_context*, timeval* due) {
  if (!fake_usb().next_timeout) return 0;
  *due = *fake_usb().next_timeout;
  return 1;
}
int libusb_handle_events_timeout_completed(libusb_context*, timeval*, int*) {
  eventfd_t ignored = 0;
  ::eventfd_read(event_fd.get(), &ignored);
  const auto ended = std::exchange(fake_usb().ended, {});
  for (libusb_transfer* const transfer : ended) transfer->callback(transfer);
  return 0;
}
libusb_transfer* libusb_alloc_transfer(int) {
  return std::make_unique<libusb_transfer>().release();
}
void libusb_free_transfer(libusb_transfer* transfer) {
  const std::unique_ptr<libusb_transfer> owned(transfer);
}
int libusb_submit_transfer(libusb_transfer* transfer) {
  FakeUsb& usb = fake_usb();
  if (usb.submit_error != 0) return usb.submit_error;
  if (transfer->type == LIBUSB_TRANSFER_TYPE_CONTROL) {
    end_control(transfer);
  } else if ((transfer->endpoint & 0x80) != 0) {
    usb.listening = transfer;
  } else {
    usb.interrupts_out.emplace_back(transfer->buffer, transfer->buffer + transfer->length);
    transfer->actual_length = transfer->length;
    end(transfer, usb.status);
  }
  return 0;
}
int libusb_cancel_transfer(libusb_transfer* transfer) {
  note("cancel");
  if (fake_usb().listening == transfer) fake_usb().listening = nullptr;
  end(transfer, LIBUSB_TRANSFER_CANCELLED);
  return 0;
}
int libusb_wrap_sys_device(libusb_context*, std::intptr_t, libusb_device_handle** handle) {
  *handle = &the_handle;
  return fake_usb().wrap_error;
}
libusb_device* libusb_get_device(libusb_device_handle*) {
  return &the_device;
}
int libusb_get_device_descriptor(libusb_device*, libusb_device_descriptor* descriptor) {
  descriptor->idVendor = fake_usb().vendor;
  descriptor->idProduct = fake_usb().product;
  return 0;
}
void libusb_close(libusb_device_handle*) {
  note("close");
}
int libusb_kernel_driver_active(libusb_device_handle*, int) {
  return fake_usb().has_driver ? 1 : 0;
}
int libusb_set_auto_detach_kernel_driver(libusb_device_handle*, int enable) {
  note(fmt::format("auto-detach {}", enable));
  return 0;
}
int libusb_claim_interface(libusb_device_handle*, int interface) {
  note(fmt::format("claim {}", interface));
  return fake_usb().claim_error;
}
int libusb_release_interface(libusb_device_handle*, int interface) {
  note(fmt::format("release {}", interface));
  return 0;
}
int libusb_clear_halt(libusb_device_handle*, unsigned char endpoint) {
  note(fmt::format("clear halt {:02x}", endpoint));
  return 0;
}
// Two interfaces: one of something else, and the second setting of the other is not to be looked
// at.
int libusb_get_active_config_descriptor(libusb_device*, libusb_config_descriptor** config) {
  FakeUsb& usb = fake_usb();
  static std::vector<libusb_endpoint_descriptor> endpoints;
  static std::array<libusb_interface_descriptor, 2> settings;
  static std::array<libusb_interface, 3> interfaces;
  static libusb_config_descriptor the_config;
  endpoints.clear();
  for (const auto& [address, attributes, packet] : usb.endpoints) {
    libusb_endpoint_descriptor endpoint{};
    endpoint.bEndpointAddress = address;
    endpoint.bmAttributes = attributes;
    endpoint.wMaxPacketSize = packet;
    endpoint.extra = usb.endpoint_extra.data();
    endpoint.extra_length = static_cast<int>(usb.endpoint_extra.size());
    endpoints.push_back(endpoint);
  }
  settings = {};
  settings[0].bInterfaceNumber = 1;
  settings[1].bNumEndpoints = static_cast<std::uint8_t>(endpoints.size());
  settings[1].endpoint = endpoints.data();
  settings[1].extra = usb.interface_extra.data();
  settings[1].extra_length = static_cast<int>(usb.interface_extra.size());
  interfaces = {libusb_interface{nullptr, 0}, libusb_interface{&settings[0], 1},
                libusb_interface{&settings[1], 1}};
  the_config = {};
  the_config.bNumInterfaces = 3;
  the_config.interface = interfaces.data();
  *config = &the_config;
  return 0;
}
void libusb_free_config_descriptor(libusb_config_descriptor*) {
  note("free config");
}

}  // extern "C"
