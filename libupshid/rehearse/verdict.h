#ifndef UPSHID_REHEARSE_VERDICT_H
#define UPSHID_REHEARSE_VERDICT_H

// A judgement as text.

#include <string>
#include <vector>

#include "monitor/settings.h"
#include "rehearse/judge.h"

namespace upshid::rehearsal {

// "SAFE: ..."
std::string headline_of(const Judgement& judgement);
std::vector<std::string> notes_of(const Judgement& judgement, const monitor::Settings& settings);

}  // namespace upshid::rehearsal

#endif
