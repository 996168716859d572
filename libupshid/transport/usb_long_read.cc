#include "transport/usb_long_read.h"

#include <linux/usbdevice_fs.h>
#include <poll.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <vector>

namespace upshid::transport {

int read_long(int node, const UsbRequest& request, std::span<std::uint8_t> buffer, int cancel_fd,
              std::chrono::milliseconds limit) {
  const auto length = static_cast<std::uint16_t>(std::min<std::size_t>(buffer.size(), 0xffff));
  const auto setup = setup_packet(request, length);
  std::vector<std::uint8_t> bytes(setup.begin(), setup.end());
  bytes.resize(setup.size() + length);

  usbdevfs_urb urb{};
  urb.type = USBDEVFS_URB_TYPE_CONTROL;
  urb.buffer = bytes.data();
  urb.buffer_length = static_cast<int>(bytes.size());
  if (::ioctl(node, USBDEVFS_SUBMITURB, &urb) != 0) return -errno;

  // usbfs tells the end of a transfer by POLLOUT (Documentation/driver-api/usb/usb.rst).
  std::array<pollfd, 2> ready{{{node, POLLOUT, 0}, {cancel_fd, POLLIN, 0}}};
  const bool is_over = ::poll(ready.data(), ready.size(), static_cast<int>(limit.count())) > 0 &&
                       ready[0].revents != 0;
  const bool is_cancelled = ready[1].revents != 0;
  // The kernel writes into the buffer until the transfer is reaped.
  if (!is_over) ::ioctl(node, USBDEVFS_DISCARDURB, &urb);
  void* reaped = nullptr;
  while (::ioctl(node, USBDEVFS_REAPURB, &reaped) != 0) {
    if (errno != EINTR) return -errno;
  }
  if (!is_over && urb.status != 0) return is_cancelled ? -ECANCELED : -ETIMEDOUT;
  if (urb.status != 0) return urb.status;
  const auto count = std::min(static_cast<std::size_t>(urb.actual_length), std::size_t{length});
  std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(setup.size()), count, buffer.begin());
  return static_cast<int>(count);
}

}  // namespace upshid::transport
