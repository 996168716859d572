#include "transport/hidapi.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <hidapi.h>
#include <linux/hidraw.h>
#include <poll.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <mutex>
#include <optional>
#include <utility>

#include "base/file.h"
#include "base/sleep_for.h"
#include "base/unique_fd.h"
#include "transport/access.h"
#include "transport/cancel.h"
#include "transport/fault.h"
#include "transport/usb_strings.h"

namespace upshid::transport {

namespace {

constexpr std::size_t max_descriptor = hid::Budget{}.bytes;

// While the kernel waits for a device, no hidraw node of the machine can be added, removed, opened
// or closed (minors_rwsem, drivers/hid/hidraw.c). Between requests that one device does not answer
// there is time for another to be plugged in again, and to be opened.
constexpr std::chrono::milliseconds pause_between_timeouts{1000};

struct CloseHid {
  void operator()(hid_device* device) const { hid_close(device); }
};
using HidDevice = std::unique_ptr<hid_device, CloseHid>;

class Hidapi final : public Transport {
 public:
  Hidapi(HidDevice device, base::UniqueFd node, DeviceInfo info, Roots roots, int cancel_fd)
      : device_(std::move(device)),
        node_(std::move(node)),
        info_(std::move(info)),
        roots_(std::move(roots)),
        cancel_fd_(cancel_fd),
        interrupt_place_(place() + ", interrupt endpoint") {}

  const DeviceInfo& device() const override { return info_; }
  Result<std::vector<std::uint8_t>> report_descriptor() override;
  Result<std::size_t> get_report(hid::ReportType type, std::uint8_t id,
                                 std::span<std::uint8_t> buffer) override;
  Result<void> set_report(hid::ReportType type, std::uint8_t id,
                          std::span<const std::uint8_t> report) override;
  Result<std::size_t> read_interrupt(std::span<std::uint8_t> buffer,
                                     std::chrono::milliseconds timeout) override;
  int interrupt_fd() const override { return node_.get(); }
  Result<std::string> string(std::uint8_t index) override;

 private:
  std::string place() const { return node_place(info_, info_.hidraw_node); }
  std::string place(hid::ReportType type, std::uint8_t id) const {
    return report_place(place(), type, id);
  }

  HidDevice device_;
  // Interrupt reports are read here, past hidapi, whose 0.13.1 has no descriptor to poll. Each
  // handle has a queue of its own in the kernel (64 reports, hidraw_report_event()), so hidapi's
  // takes nothing away from this one.
  base::UniqueFd node_;
  DeviceInfo info_;
  Roots roots_;
  int cancel_fd_;
  std::string interrupt_place_;         // Made once: most reads end without a report.
  bool timed_out_ = false;              // The last request.
  std::optional<UsbStrings> strings_;   // Opened for the first string.
  std::vector<std::uint8_t> numbered_;  // Report 0 with the ID byte that hidraw requires.
};

// hidapi before 0.14 cannot read the descriptor. sysfs has the kernel's copy, read when the device
// was plugged in; to read it again, the interface would have to be detached from the kernel.
Result<std::vector<std::uint8_t>> Hidapi::report_descriptor() {
  const std::string name = info_.hidraw_node.substr(info_.hidraw_node.rfind('/') + 1);
  auto bytes = base::read_file(
      fmt::format("{}/class/hidraw/{}/device/report_descriptor", roots_.sys, name), max_descriptor);
  if (!bytes) {
    const int error = bytes.error().sys_errno;
    // The file disappears with the device; the open handle keeps its number from being reused.
    return transfer_error(place() + ", report descriptor", error == ENOENT ? ENODEV : error);
  }
  return std::vector<std::uint8_t>(bytes->begin(), bytes->end());
}

// hidraw's first byte is always the ID: for a device without IDs a 0 that is not transferred
// (Documentation/hid/hidraw.rst, HIDIOCGFEATURE), and the count includes it. wLength is the rest,
// so exactly the declared bytes are requested.
Result<std::size_t> Hidapi::get_report(hid::ReportType type, std::uint8_t id,
                                       std::span<std::uint8_t> buffer) {
  const std::size_t min_size = id == 0 ? 1 : 2;
  if (buffer.size() < min_size) {
    return Error{Code::invalid_argument, place(type, id),
                 fmt::format("a buffer of {} bytes, expected at least {}", buffer.size(), min_size),
                 0};
  }
  if (is_cancelled(cancel_fd_)) return transfer_error(place(type, id), ECANCELED);
  if (type == hid::ReportType::output) {
    return Error{Code::unsupported, place(type, id), "hidraw cannot fetch output reports", 0};
  }
  std::span<std::uint8_t> wire = buffer;
  if (id == 0) {
    numbered_.assign(buffer.size() + 1, 0);
    wire = numbered_;
  }
  wire[0] = id;
  errno = 0;
  const int got = type == hid::ReportType::feature
                      ? hid_get_feature_report(device_.get(), wire.data(), wire.size())
                      : hid_get_input_report(device_.get(), wire.data(), wire.size());
  if (got < 0) {
    const int error = errno;
    if (error == ETIMEDOUT && std::exchange(timed_out_, true))
      base::sleep_for(pause_between_timeouts);
    if (error != ETIMEDOUT) timed_out_ = false;
    if (type == hid::ReportType::input && error == EINVAL) {
      return Error{Code::unsupported, place(type, id),
                   "this kernel cannot fetch input reports (Linux 5.11 or later can)", error};
    }
    return transfer_error(place(type, id), error);
  }
  timed_out_ = false;
  const std::size_t length = std::min(static_cast<std::size_t>(got), wire.size());
  if (id != 0) return length;
  if (length == 0) return length;
  std::copy_n(numbered_.begin() + 1, length - 1, buffer.begin());
  return length - 1;
}

Result<void> Hidapi::set_report(hid::ReportType type, std::uint8_t id,
                                std::span<const std::uint8_t> report) {
  if (is_cancelled(cancel_fd_)) return transfer_error(place(type, id), ECANCELED);
  if (type == hid::ReportType::input) {
    return Error{Code::unsupported, place(type, id), "input reports cannot be written", 0};
  }
  if (report.empty() || (id != 0 && report[0] != id)) {
    return Error{Code::invalid_argument, place(type, id), "the first byte is not the report ID", 0};
  }
  std::span<const std::uint8_t> wire = report;
  if (id == 0) {
    numbered_.assign(1, 0);
    numbered_.insert(numbered_.end(), report.begin(), report.end());
    wire = numbered_;
  }
  errno = 0;
  const int sent = type == hid::ReportType::feature
                       ? hid_send_feature_report(device_.get(), wire.data(), wire.size())
                       : hid_write(device_.get(), wire.data(), wire.size());
  if (sent < 0) return transfer_error(place(type, id), errno);
  return {};
}

Result<std::size_t> Hidapi::read_interrupt(std::span<std::uint8_t> buffer,
                                           std::chrono::milliseconds timeout) {
  constexpr std::int64_t max = std::numeric_limits<int>::max();
  const int wait = static_cast<int>(std::clamp<std::int64_t>(timeout.count(), 0, max));
  if (wait > 0) {
    std::array<pollfd, 2> ready{{{node_.get(), POLLIN, 0}, {cancel_fd_, POLLIN, 0}}};
    const int count = ::poll(ready.data(), ready.size(), wait);
    if (count < 0 && errno != EINTR) return transfer_error(interrupt_place_, errno);
    if (count > 0 && ready[1].revents != 0) return transfer_error(interrupt_place_, ECANCELED);
  }
  const ssize_t got = ::read(node_.get(), buffer.data(), buffer.size());
  if (got > 0) return static_cast<std::size_t>(got);
  const int error = got < 0 ? errno : EAGAIN;
  if (error == EAGAIN || error == EINTR) {
    return Error{
        Code::timeout, interrupt_place_,
        wait == 0 ? "no report received" : fmt::format("no report received within {} ms", wait), 0};
  }
  // From hidraw_read() for a disconnected device (drivers/hid/hidraw.c).
  if (error == EIO)
    return Error{Code::disconnected, interrupt_place_, "the device is disconnected", error};
  return transfer_error(interrupt_place_, error);
}

Result<std::string> Hidapi::string(std::uint8_t index) {
  if (is_cancelled(cancel_fd_))
    return transfer_error(fmt::format("{}, string {}", place(), index), ECANCELED);
  if (!strings_) {
    auto opened = UsbStrings::open(info_, roots_);
    if (!opened) return std::move(opened).error();
    strings_ = *std::move(opened);
  }
  return strings_->get(index);
}

// hidapi keeps the text of its last failed open in a global without a lock, so two threads that
// open at the same time could free it twice. hid_exit() only frees it, so it is not called: the
// process may have other users of hidapi.
HidDevice open_path(const std::string& node) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  return HidDevice(hid_open_path(node.c_str()));
}

}  // namespace

Result<std::unique_ptr<Transport>> open_hidapi(const DeviceInfo& device, const Roots& roots,
                                               int cancel_fd) {
  if (device.hidraw_node.empty()) {
    return Error{Code::unsupported, node_place(device, "port " + device.bus_path),
                 "the kernel has no hidraw node for this device", 0};
  }
  // The node is first opened and checked without hidapi, and kept open: hidapi 0.13.1 uses freed
  // memory if the node can be opened but does not answer, as after an unplug during the kernel's
  // wait of 50 ms. This open waits; the one of hidapi then does not.
  base::UniqueFd held(::open(device.hidraw_node.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
  if (!held) return open_error(device, device.hidraw_node, errno, roots);
  int descriptor_size = 0;
  if (::ioctl(held.get(), HIDIOCGRDESCSIZE, &descriptor_size) < 0) {
    const int error = errno;
    if (error == ENODEV || error == EIO)
      return open_error(device, device.hidraw_node, ENODEV, roots);
    return Error{Code::io, node_place(device, device.hidraw_node), "not a hidraw node", error};
  }
  // A number is reused after its device is unplugged and its last handle closed: commands for a UPS
  // must not reach the next device that gets it.
  hidraw_devinfo now{};
  if (::ioctl(held.get(), HIDIOCGRAWINFO, &now) < 0) {
    return transfer_error(node_place(device, device.hidraw_node), errno);
  }
  const auto vendor = static_cast<std::uint16_t>(now.vendor);
  const auto product = static_cast<std::uint16_t>(now.product);
  if (vendor != device.vendor_id || product != device.product_id) {
    return Error{
        Code::disconnected, node_place(device, device.hidraw_node),
        fmt::format("the device is disconnected: {:04x}:{:04x} has its node now", vendor, product),
        0};
  }
  errno = 0;
  HidDevice opened = open_path(device.hidraw_node);
  if (!opened) return open_error(device, device.hidraw_node, errno, roots);
  return std::unique_ptr<Transport>(
      std::make_unique<Hidapi>(std::move(opened), std::move(held), device, roots, cancel_fd));
}

}  // namespace upshid::transport
