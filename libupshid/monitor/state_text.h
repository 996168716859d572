#ifndef UPSHID_MONITOR_STATE_TEXT_H
#define UPSHID_MONITOR_STATE_TEXT_H

// The state as text, for /run/upshid: written before each action, read after a kill. The first line
// names the format, the last is "end", so that half a file is noticed. A file with any error is
// refused: half a memory would be worse than none.

#include <upshid/result.h>

#include <string>
#include <string_view>

#include "monitor/state.h"

namespace upshid::monitor {

struct SavedState {
  Instant saved_at{};
  State state;
};

std::string state_text(const SavedState& saved);

// Errors: malformed_config; `where` is "state:LINE". budget_exceeded for more than 16 MiB.
Result<SavedState> parse_state(std::string_view text);

}  // namespace upshid::monitor

#endif
