#ifndef UPSHID_TRANSPORT_RECORDER_H
#define UPSHID_TRANSPORT_RECORDER_H

#include <upshid/units.h>

#include <functional>
#include <memory>
#include <string_view>

#include "transport/recording.h"
#include "transport/transport.h"

namespace upshid::transport {

// Passes everything on to `inner` and tells `write` what was asked and answered, a line each.
// `head` says how the UPS was called and configured; the device is `inner`'s. Without a `clock` all
// times are 0.
std::unique_ptr<Transport> make_recorder(std::unique_ptr<Transport> inner, Recording head,
                                         std::function<void(std::string_view)> write,
                                         std::function<Instant()> clock);

}  // namespace upshid::transport

#endif
