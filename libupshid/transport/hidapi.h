#ifndef UPSHID_TRANSPORT_HIDAPI_H
#define UPSHID_TRANSPORT_HIDAPI_H

#include <upshid/device.h>
#include <upshid/result.h>

#include <memory>

#include "transport/enumerate.h"
#include "transport/transport.h"

namespace upshid::transport {

// The main road: hidapi on the kernel's hidraw node, the kernel's driver stays bound and other
// programs can look too. One thread at a time for one transport; opening is thread-safe.
//
// The first open of a node takes 50 ms, in the kernel, which waits for stale input to drain
// (usbhid_open(), drivers/hid/usbhid/hid-core.c); no wait while another program has it open.
//
// Once `cancel_fd` (-1: none) is readable nothing more is asked. A request under way is not ended:
// the kernel waits for the device where nothing can interrupt it.
//
// Errors: permission (with what to do about it), disconnected, not_found (no node), unsupported
// (the device has no hidraw node: a kernel without hidraw), io.
Result<std::unique_ptr<Transport>> open_hidapi(const DeviceInfo& device, const Roots& roots = {},
                                               int cancel_fd = -1);

}  // namespace upshid::transport

#endif
