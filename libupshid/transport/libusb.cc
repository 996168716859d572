#include "transport/libusb.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <optional>
#include <utility>

#include "transport/fault.h"
#include "transport/interrupt_pipe.h"
#include "transport/usb_handle.h"
#include "transport/usb_long_read.h"
#include "transport/usb_strings.h"

namespace upshid::transport {

namespace {

constexpr std::size_t max_descriptor = hid::Budget{}.bytes;
constexpr std::size_t max_report = 16384;  // HID_MAX_BUFFER_SIZE, include/linux/hid.h
// The kernel's timeout for hidraw (USB_CTRL_GET_TIMEOUT, include/linux/usb.h), so that a slow unit
// behaves the same with both transports.
constexpr std::chrono::milliseconds transfer_timeout{5000};

Result<std::vector<std::uint8_t>> descriptor_over(UsbHandle& handle, const DeviceInfo& device) {
  const std::string where = node_place(device, device.usb_node) + ", report descriptor";
  const std::size_t declared = handle.facts().report_descriptor_length;
  if (declared > max_descriptor) {
    return Error{Code::budget_exceeded, where,
                 fmt::format("the HID descriptor declares {} bytes; expected at most {}", declared,
                             max_descriptor),
                 0};
  }
  // Without a HID descriptor, the device ends the transfer after its last byte.
  std::vector<std::uint8_t> bytes(declared != 0 ? declared : max_libusb_control);
  const int got = handle.control_in(report_descriptor_request(device.interface_number), bytes,
                                    transfer_timeout);
  if (got < 0) return transfer_error(where, -got);
  bytes.resize(static_cast<std::size_t>(got));
  return bytes;
}

class Libusb final : public Transport {
 public:
  Libusb(std::unique_ptr<UsbHandle> handle, DeviceInfo info, bool hears)
      : handle_(std::move(handle)), info_(std::move(info)), hears_(hears) {}

  const DeviceInfo& device() const override { return info_; }
  Result<std::vector<std::uint8_t>> report_descriptor() override;
  Result<std::size_t> get_report(hid::ReportType type, std::uint8_t id,
                                 std::span<std::uint8_t> buffer) override;
  Result<void> set_report(hid::ReportType type, std::uint8_t id,
                          std::span<const std::uint8_t> report) override;
  Result<std::size_t> read_interrupt(std::span<std::uint8_t> buffer,
                                     std::chrono::milliseconds timeout) override;
  int interrupt_fd() const override { return handle_->events().fd(); }
  Result<std::string> string(std::uint8_t index) override;

 private:
  std::string place() const { return node_place(info_, info_.usb_node); }

  std::unique_ptr<UsbHandle> handle_;
  DeviceInfo info_;
  bool hears_;
  std::vector<std::uint8_t> descriptor_;  // As last read.
  std::optional<InterruptPipe> pipe_;     // From the second of two equal reads on.
  std::optional<std::uint16_t> language_;
};

// The interrupt endpoint can only be read once the longest report is known, and one read of the
// descriptor is not believed.
Result<std::vector<std::uint8_t>> Libusb::report_descriptor() {
  auto bytes = descriptor_over(*handle_, info_);
  if (!bytes) return bytes;
  if (hears_ && !pipe_ && *bytes == descriptor_) {
    pipe_.emplace(*handle_, max_input_report(*bytes, max_report));
  }
  descriptor_ = *bytes;
  return bytes;
}

Result<std::size_t> Libusb::get_report(hid::ReportType type, std::uint8_t id,
                                       std::span<std::uint8_t> buffer) {
  const int got = handle_->control_in(get_report_request(type, id, info_.interface_number), buffer,
                                      transfer_timeout);
  if (got < 0) return transfer_error(report_place(place(), type, id), -got);
  return static_cast<std::size_t>(got);
}

// Output reports use their own endpoint if there is one (HID 1.11 §4.4).
Result<void> Libusb::set_report(hid::ReportType type, std::uint8_t id,
                                std::span<const std::uint8_t> report) {
  const std::string where = report_place(place(), type, id);
  if (type == hid::ReportType::input) {
    return Error{Code::unsupported, where, "input reports cannot be written", 0};
  }
  if (report.empty() || (id != 0 && report[0] != id)) {
    return Error{Code::invalid_argument, where, "the first byte is not the report ID", 0};
  }
  const bool has_pipe = type == hid::ReportType::output && handle_->facts().out_endpoint != 0;
  const int sent = has_pipe
                       ? handle_->interrupt_out(report, transfer_timeout)
                       : handle_->control_out(set_report_request(type, id, info_.interface_number),
                                              report, transfer_timeout);
  if (sent < 0) return transfer_error(where, -sent);
  return {};
}

Result<std::size_t> Libusb::read_interrupt(std::span<std::uint8_t> buffer,
                                           std::chrono::milliseconds timeout) {
  const std::string where = place() + ", interrupt endpoint";
  UsbEvents& events = handle_->events();
  events.handle();
  if (pipe_ && pipe_->is_empty() && !pipe_->is_gone() && timeout.count() > 0) {
    if (!handle_->wait(timeout)) return transfer_error(where, ECANCELED);
  }
  if (pipe_) {
    if (const auto length = pipe_->take(buffer)) return *length;
    if (pipe_->is_gone()) return transfer_error(where, ENODEV);
  }
  return Error{
      Code::timeout, where,
      fmt::format("no report received within {} ms", std::max<std::int64_t>(timeout.count(), 0)),
      0};
}

Result<std::string> Libusb::string(std::uint8_t index) {
  const auto request = [this](const UsbRequest& wanted, std::span<std::uint8_t> buffer) {
    return handle_->control_in(wanted, buffer, string_timeout);
  };
  return fetch_string(place(), index, language_, request);
}

bool kernel_has_usbhid(const Roots& roots) {
  return ::access((roots.sys + "/bus/usb/drivers/usbhid").c_str(), F_OK) == 0;
}

}  // namespace

Result<std::unique_ptr<Transport>> open_libusb(const DeviceInfo& device, int cancel_fd,
                                               Complaints* complaints, const Roots& roots,
                                               bool hears) {
  auto handle = UsbHandle::open(device, roots, Afterwards::bind_driver, cancel_fd);
  if (!handle) return handle.error();
  if (!(*handle)->had_a_driver() && complaints != nullptr && kernel_has_usbhid(roots)) {
    complaints->push_back(
        {node_place(device, device.usb_node), 0, 0, ComplaintCode::no_kernel_driver,
         Severity::notice,
         fmt::format("interface {} has no kernel driver (a program that used libusb may have been "
                     "killed); reading over libusb, then attaching the driver again",
                     device.interface_number)});
  }
  return std::unique_ptr<Transport>(std::make_unique<Libusb>(std::move(*handle), device, hears));
}

Result<std::vector<std::uint8_t>> read_report_descriptor(const DeviceInfo& device, int cancel_fd,
                                                         const Roots& roots) {
  auto handle = UsbHandle::open(device, roots, Afterwards::leave, cancel_fd);
  if (!handle) return handle.error();
  return descriptor_over(**handle, device);
}

}  // namespace upshid::transport
