#ifndef UPSHID_TRANSPORT_LIBUSB_H
#define UPSHID_TRANSPORT_LIBUSB_H

#include <upshid/complaint.h>
#include <upshid/device.h>
#include <upshid/result.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "transport/enumerate.h"
#include "transport/transport.h"

namespace upshid::transport {

// The transport for a kernel without hidraw, or an interface without a driver: libusb. The kernel's
// driver is detached from the interface for the life of the transport and attached at its end, even
// if none was bound before: then a killed program has left it so, and a complaint reports it. A
// program that may be killed must make sure that the transport is destroyed; when `cancel_fd` (-1:
// none) becomes readable, every wait ends at once. The interrupt endpoint is used only if `hears`.
//
// One thread at a time for one transport, and no thread of its own; opening is thread-safe.
//
// Errors: permission (with the remedy), disconnected, not_found (no node), unsupported
// (another program has claimed the interface), io.
Result<std::unique_ptr<Transport>> open_libusb(const DeviceInfo& device, int cancel_fd = -1,
                                               Complaints* complaints = nullptr,
                                               const Roots& roots = {}, bool hears = true);

// The report descriptor of an interface without a driver, which is not in sysfs. The interface is
// left as it was. Errors: as open_libusb(), and those of a transfer.
Result<std::vector<std::uint8_t>> read_report_descriptor(const DeviceInfo& device,
                                                         int cancel_fd = -1,
                                                         const Roots& roots = {});

// Before libusb 1.0.27, a context enumerates all USB devices of the machine (210 ms with 17 root
// hubs) unless this is disabled for the whole process. A library cannot decide that for other users
// of libusb in its process; a program can. From 1.0.27 on it is not needed, and this does nothing.
void skip_libusb_discovery();

}  // namespace upshid::transport

#endif
