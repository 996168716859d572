// bench-floor HIDRAW USBFS [ID:BYTES | string:INDEX]...: the least that a program can do to get
// these answers, by the kernel's own calls. Prints the microseconds of the first open and of all
// the transfers.

#include <fcntl.h>
#include <linux/hidraw.h>
#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "base/unique_fd.h"

namespace {

using Clock = std::chrono::steady_clock;

long long since(Clock::time_point begin) {
  return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin).count();
}

[[noreturn]] void die(const char* what) {
  std::fprintf(stderr, "bench-floor: %s: %s\n", what, std::strerror(errno));
  std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const auto begin = Clock::now();
  const upshid::base::UniqueFd hidraw(::open(argv[1], O_RDWR | O_CLOEXEC));
  if (!hidraw) die(argv[1]);
  const long long opened = since(begin);
  const upshid::base::UniqueFd usbfs(::open(argv[2], O_RDWR | O_CLOEXEC));
  if (!usbfs) die(argv[2]);
  for (int i = 3; i < argc; ++i) {
    std::array<std::uint8_t, 4096> buffer{};
    unsigned id = 0;
    unsigned bytes = 0;
    if (std::sscanf(argv[i], "string:%u", &id) == 1) {
      usbdevfs_ctrltransfer transfer{};
      transfer.bRequestType = 0x80;
      transfer.bRequest = 6;  // GET_DESCRIPTOR, USB 2.0 table 9-4
      transfer.wValue = static_cast<std::uint16_t>(0x300U | id);
      transfer.wIndex = id == 0 ? 0 : 0x0409;
      transfer.wLength = 255;
      transfer.timeout = 5000;
      transfer.data = buffer.data();
      if (::ioctl(usbfs.get(), USBDEVFS_CONTROL, &transfer) < 0 && errno != EPIPE) die(argv[i]);
    } else if (std::sscanf(argv[i], "%x:%u", &id, &bytes) == 2 && bytes <= buffer.size()) {
      buffer[0] = static_cast<std::uint8_t>(id);
      if (::ioctl(hidraw.get(), HIDIOCGFEATURE(bytes), buffer.data()) < 0) die(argv[i]);
    } else {
      return 2;
    }
  }
  std::printf("%lld %lld\n", opened, since(begin) - opened);
}
