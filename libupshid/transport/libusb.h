#ifndef UPSHID_TRANSPORT_LIBUSB_H
#define UPSHID_TRANSPORT_LIBUSB_H

#include <upshid/device.h>
#include <upshid/result.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "transport/enumerate.h"
#include "transport/transport.h"

namespace upshid::transport {

// The other road: libusb, for a kernel without hidraw or an interface without a driver. The
// kernel's driver is taken off the interface for the transport's life and bound again in the end,
// also where none was bound before: then a program that was killed has left it so, and `notes` is
// told. A program that may be killed must see to it that the transport is destroyed; `cancel_fd`
// (-1: none) ends every wait at once when it becomes readable. Unless it `hears`, the interrupt
// endpoint is left alone.
//
// One thread at a time for one transport, and no thread of its own; opening is thread-safe.
//
// Errors: permission (with what to do about it), disconnected, not_found (no node), unsupported
// (another program has claimed the interface), io.
Result<std::unique_ptr<Transport>> open_libusb(const DeviceInfo& device, int cancel_fd = -1,
                                               std::vector<std::string>* notes = nullptr,
                                               const Roots& roots = {}, bool hears = true);

// The report descriptor of an interface that has no driver, so that sysfs does not know it. The
// interface is left as it was. Errors: as open_libusb(), and those of a transfer.
Result<std::vector<std::uint8_t>> read_report_descriptor(const DeviceInfo& device,
                                                         int cancel_fd = -1,
                                                         const Roots& roots = {});

// Before libusb 1.0.27, a context looks at every USB device of the machine (210 ms beside 17 root
// hubs), unless the whole process is told not to, for ever. A library cannot decide that for the
// other users of libusb in its process; a program can. With 1.0.27 this does nothing, and nobody
// looks.
void spare_libusb_the_discovery();

}  // namespace upshid::transport

#endif
