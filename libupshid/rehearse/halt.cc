#include "rehearse/halt.h"

namespace upshid::rehearsal {

Branches::Branches(const monitor::Settings& settings, std::string drafts)
    : plans_(settings.plans()),
      command_(plans_ ? settings.command_script
                      : std::vector<std::string>{settings.notify_command}),
      drafts_(std::move(drafts)) {}

const Branch& Branches::of(const Command& command) {
  const auto [place, is_new] = known_.try_emplace({command.name, command.types});
  Branch& out = place->second;
  if (!is_new || command.is_shutdown || command_.empty()) return out;
  const bool is_one_type = command.types.find(',') == std::string::npos;
  const auto type = is_one_type ? std::optional(command.types) : std::nullopt;
  const check::Reading reading =
      plans_ ? check::read_command(command_, command.name, type, drafts_)
             : check::read_command(command_, {{check::unknown_value(false)}, type, drafts_});
  out.halt = check::halt_of(reading);
  out.only_writes = !reading.acts() && !reading.doubt;
  out.cancels_halt = check::cancels_halt(reading);
  out.unproved = check::unproved_in(reading);
  for (const check::ProgramCall* call : check::lost_fsd(reading)) out.no_fsd.push_back(*call);
  return out;
}

Time ups_delay(const Premises& premises, Time delay) {
  const Time over = delay % premises.delay_step;
  return over > Time(0) ? delay - over + premises.delay_step : delay;
}

}  // namespace upshid::rehearsal
