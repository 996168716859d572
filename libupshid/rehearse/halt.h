#ifndef UPSHID_REHEARSE_HALT_H
#define UPSHID_REHEARSE_HALT_H

#include <string_view>

#include "rehearse/rehearsal.h"

namespace upshid::rehearsal {

// conf::halt_delay()
Time halt_delay(std::string_view shutdown_command);

// What the UPS makes of a delay: CyberPower keeps minutes, to which seconds are rounded up.
Time ups_delay(const Premises& premises, Time delay);

}  // namespace upshid::rehearsal

#endif
