#include "rehearse/describe.h"

#include <fmt/format.h>
#include <upshid/action.h>

#include "rehearse/words.h"

namespace upshid::rehearsal {

std::string text_of(const Entry& entry, const Played& played, const Premises& premises) {
#ifdef UPSHID_KEYS_FOR_TEXT
  if (entry.what != What::logged && entry.what != What::runs)
    return std::string(kind_of(entry.what));
#endif
  const Command* const command = entry.command ? &played.commands[*entry.command] : nullptr;
  switch (entry.what) {
    case What::line_power_lost:
      return "LINE POWER FAILS: the UPS is on battery";
    case What::line_power_back:
      return "LINE POWER IS BACK";
    case What::usb_lost:
      return "the USB connection is lost";
    case What::usb_back:
      return "the USB connection is back";
    case What::test_begins:
      return "BATTERY TEST STARTS";
    case What::test_over:
      return "the battery test is over";
    case What::low_charge:
      return fmt::format("the UPS reports LOW BATTERY: charge below {} %", premises.charge_low);
    case What::low_runtime:
      return fmt::format("the UPS reports LOW BATTERY: runtime below {}",
                         duration_text(premises.runtime_low));
    case What::no_longer_low:
      return "the UPS no longer reports a low battery";
    case What::logged:
      return monitor::text_of(*entry.log);
    case What::flag_written:
      return fmt::format("POWERDOWNFLAG {} is written", played.powerdown_flag);
    case What::flag_removed:
      return fmt::format("POWERDOWNFLAG {} is removed", played.powerdown_flag);
    case What::killed:
      return "THE MONITOR IS KILLED";
    case What::restarted:
      return fmt::format("the monitor is restarted and restores {} timers and {} commands",
                         entry.timers, entry.commands);
    case What::not_restarted:
      return "the monitor is restarted and cannot restore its state";
    case What::runs:
      return argv_text(*command);
    case What::halts:
      return fmt::format("{} {}: {}", command->name, check::what_it_does(*command->halt),
                         command->halt->command);
    case What::cancels_halt:
      return fmt::format("{} cancels the pending shutdown", command->name);
    case What::finished:
      return command->name + " has finished";
    case What::finished_by_now:
      return command->name + " has finished by now at the latest";
    case What::cut_off:
      return command->name + " is CUT OFF";
    case What::off:
      return "THIS MACHINE IS OFF";
    case What::output_stays_on:
      return "the UPS does not cut its output: its delay (ups.delay.shutdown) is negative";
    case What::output_uncut:
      return premises.cut == watch::PowerCut::untested
                 ? "the UPS is not commanded to cut its output: the command is not known to work"
                 : "the UPS does not cut its output: it has no command for that";
    case What::output_unreachable:
      return "cannot command the UPS to cut its output: no USB connection";
    case What::output_off_soon:
      return fmt::format("the UPS is commanded to cut its output in {}",
                         duration_text(entry.delay));
    case What::output_off:
      return "the UPS cuts its output";
    case What::output_stays_off:
      return "the UPS stays off: its delay to start (ups.delay.start) is negative";
    case What::output_on:
      return "the UPS switches its output on: this machine starts again";
    case What::empty:
      return "the battery is empty";
    case What::empty_with_others:
      return "THE BATTERY IS EMPTY: this machine keeps running on its other supplies";
    case What::fell:
      return "THE BATTERY IS EMPTY: THIS MACHINE LOSES ITS POWER";
    case What::would_be_empty:
      return "the battery would be empty";
  }
  return {};
}

std::string_view kind_of(What what) {
  switch (what) {
    case What::line_power_lost:
    case What::line_power_back:
    case What::usb_lost:
    case What::usb_back:
    case What::test_begins:
    case What::test_over:
    case What::low_charge:
    case What::low_runtime:
    case What::no_longer_low:
    case What::output_stays_on:
    case What::output_uncut:
    case What::output_unreachable:
    case What::output_off_soon:
    case What::output_stays_off:
      return "ups";
    case What::logged:
      return "log";
    case What::flag_written:
    case What::flag_removed:
      return "powerdown-flag";
    case What::killed:
      return "monitor-killed";
    case What::restarted:
    case What::not_restarted:
      return "monitor-restarted";
    case What::runs:
      return "runs";
    case What::halts:
    case What::cancels_halt:
      return "halts";
    case What::finished:
    case What::finished_by_now:
      return "ended";
    case What::cut_off:
      return "cut-off";
    case What::off:
      return "off";
    case What::output_off:
      return "output-off";
    case What::output_on:
      return "output-on";
    case What::empty:
    case What::empty_with_others:
    case What::would_be_empty:
      return "battery-empty";
    case What::fell:
      return "power-lost";
  }
  return {};
}

}  // namespace upshid::rehearsal
