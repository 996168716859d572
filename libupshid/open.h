#ifndef UPSHID_OPEN_H
#define UPSHID_OPEN_H

// Opening a UPS on a given transport: the second half of Ups::open(); tests use it to replay
// captures.

#include <upshid/ups.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

#include "find.h"
#include "transport/transport.h"

namespace upshid {

struct UpsOpener {
  static Result<Ups> open(std::unique_ptr<transport::Transport> transport, Found found,
                          Complaints* complaints,
                          std::function<void(std::chrono::milliseconds)> sleep = {},
                          bool explain = false, std::atomic<std::uint32_t>* answers = nullptr);
};

}  // namespace upshid

#endif
