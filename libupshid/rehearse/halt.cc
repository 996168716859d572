#include "rehearse/halt.h"

#include <algorithm>

#include "base/text.h"

namespace upshid::rehearsal {

Time halt_delay(std::string_view shutdown_command) {
  constexpr std::int64_t most_minutes = 1440;
  const auto words = base::words(shutdown_command);
  if (words.empty()) return {};
  const std::string_view program = words.front();
  if (program.substr(program.rfind('/') + 1) != "shutdown") return {};
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word.starts_with('-')) continue;
    const auto minutes = base::parse_integer(word.starts_with('+') ? word.substr(1) : word);
    if (!minutes || *minutes < 0) return {};  // "now", or an hour of the day.
    return std::chrono::minutes(std::min(*minutes, most_minutes));
  }
  return std::chrono::minutes(1);
}

Time ups_delay(const Premises& premises, Time delay) {
  const Time over = delay % premises.delay_step;
  return over > Time(0) ? delay - over + premises.delay_step : delay;
}

}  // namespace upshid::rehearsal
