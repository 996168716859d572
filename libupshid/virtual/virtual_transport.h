#ifndef UPSHID_VIRTUAL_VIRTUAL_TRANSPORT_H
#define UPSHID_VIRTUAL_VIRTUAL_TRANSPORT_H

// A virtual UPS as a transport.

#include <upshid/units.h>

#include <functional>
#include <memory>
#include <string_view>

#include "transport/transport.h"
#include "virtual/spec.h"

namespace upshid::virtual_ups {

// `spec` is the text after "virtual:", see spec.h. `clock` is called at every request; without one,
// the time of the UPS does not advance. Never waits: a timeout is reported at once. Errors: those
// of parse_spec().
Result<std::unique_ptr<transport::Transport>> open_virtual(std::string_view spec,
                                                           std::function<Instant()> clock);

}  // namespace upshid::virtual_ups

#endif
