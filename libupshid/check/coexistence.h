#ifndef UPSHID_CHECK_COEXISTENCE_H
#define UPSHID_CHECK_COEXISTENCE_H

// Can the monitor work beside NUT's parts on this machine? Each finding ends with the command that
// resolves it.

#include <string>

#include "check/finding.h"
#include "check/nut_beside.h"

namespace upshid::check {

struct Coexistence {
  // The UPS cannot be watched, for as long as NUT uses it.
  Findings refusals;
  // It can be watched, but NUT endangers this machine.
  Findings warnings;
};

Coexistence judge(const NutBeside& nut);

// Looks and judges; `root` is put before every path.
Coexistence check_coexistence(const std::string& root = {});

}  // namespace upshid::check

#endif
