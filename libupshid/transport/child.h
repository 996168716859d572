#ifndef UPSHID_TRANSPORT_CHILD_H
#define UPSHID_TRANSPORT_CHILD_H

#include <upshid/device.h>
#include <upshid/result.h>

#include <memory>

#include "transport/transport.h"

namespace upshid::transport {

// hidraw in a forked child process. The kernel blocks a request to a device that does not answer
// for 5 s, no signal ends that, and a process that exits meanwhile waits too. So the child waits,
// and the caller leaves it alone once `cancel_fd` (-1: none) is readable: then the pending request
// and all later ones fail as cancelled.
//
// interrupt_fd() is -1. The process must have one thread. Errors: those of open_hidapi(), and
// cancelled.
Result<std::unique_ptr<Transport>> open_in_child(const DeviceInfo& device, int cancel_fd);

}  // namespace upshid::transport

#endif
