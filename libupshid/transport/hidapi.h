#ifndef UPSHID_TRANSPORT_HIDAPI_H
#define UPSHID_TRANSPORT_HIDAPI_H

#include <upshid/device.h>
#include <upshid/result.h>

#include <memory>

#include "transport/enumerate.h"
#include "transport/transport.h"

namespace upshid::transport {

// The usual transport: hidapi on the kernel's hidraw node. The kernel's driver stays bound, and
// other programs can read too. One thread at a time for one transport; opening is thread-safe.
//
// The first open of a node takes 50 ms, because the kernel waits for stale input to drain
// (usbhid_open(), drivers/hid/usbhid/hid-core.c), unless another program has it open.
//
// Once `cancel_fd` (-1: none) is readable, no further request is sent. A pending request is not
// interrupted: the kernel's wait for the device cannot be.
//
// Errors: permission (with the remedy), disconnected, not_found (no node), unsupported
// (the device has no hidraw node: a kernel without hidraw), io.
Result<std::unique_ptr<Transport>> open_hidapi(const DeviceInfo& device, const Roots& roots = {},
                                               int cancel_fd = -1);

}  // namespace upshid::transport

#endif
