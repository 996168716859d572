#ifndef UPSHID_REHEARSE_DESCRIBE_H
#define UPSHID_REHEARSE_DESCRIBE_H

// Moments of a timeline as text.

#include <string>
#include <string_view>

#include "rehearse/rehearsal.h"

namespace upshid::rehearsal {

// "LINE POWER FAILS: the UPS is on battery". For a command that is started, its words.
std::string text_of(const Entry& entry, const Played& played, const Premises& premises);

// The kind of moment, for programs; several share one.
std::string_view kind_of(What what);

}  // namespace upshid::rehearsal

#endif
