#ifndef UPSHID_TRANSPORT_RECORDER_H
#define UPSHID_TRANSPORT_RECORDER_H

#include <upshid/units.h>

#include <functional>
#include <memory>
#include <string_view>

#include "transport/recording.h"
#include "transport/transport.h"

namespace upshid::transport {

// Forwards everything to `inner` and calls `write` with one line for each request and its answer.
// `head` has the name and the settings of the UPS; the device is that of `inner`. Without a `clock`
// all times are 0.
std::unique_ptr<Transport> make_recorder(std::unique_ptr<Transport> inner, Recording head,
                                         std::function<void(std::string_view)> write,
                                         std::function<Instant()> clock);

}  // namespace upshid::transport

#endif
