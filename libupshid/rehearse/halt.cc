#include "rehearse/halt.h"

#include "conf/command_line.h"

namespace upshid::rehearsal {

Time halt_delay(std::string_view shutdown_command) {
  return conf::halt_delay(shutdown_command);
}

Time ups_delay(const Premises& premises, Time delay) {
  const Time over = delay % premises.delay_step;
  return over > Time(0) ? delay - over + premises.delay_step : delay;
}

}  // namespace upshid::rehearsal
