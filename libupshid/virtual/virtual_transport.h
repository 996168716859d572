#ifndef UPSHID_VIRTUAL_VIRTUAL_TRANSPORT_H
#define UPSHID_VIRTUAL_VIRTUAL_TRANSPORT_H

// A virtual UPS behind the interface of the real ones.

#include <upshid/units.h>

#include <functional>
#include <memory>
#include <string_view>

#include "transport/transport.h"
#include "virtual/spec.h"

namespace upshid::virtual_ups {

// `spec` is what follows "virtual:", see spec.h. `clock` is asked at every request; without one the
// UPS's time stands still. Nothing ever waits: a timeout is reported at once. Errors: as
// parse_spec().
Result<std::unique_ptr<transport::Transport>> open_virtual(std::string_view spec,
                                                           std::function<Instant()> clock);

}  // namespace upshid::virtual_ups

#endif
