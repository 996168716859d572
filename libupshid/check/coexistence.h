#ifndef UPSHID_CHECK_COEXISTENCE_H
#define UPSHID_CHECK_COEXISTENCE_H

// Can the monitor work beside what of NUT is on this machine? Every text ends with the command that
// mends it.

#include <string>
#include <vector>

#include "check/nut_beside.h"

namespace upshid::check {

struct Coexistence {
  // The UPS cannot be watched for as long as NUT has it.
  std::vector<std::string> refusals;
  // It can, but something dangerous is set up beside it.
  std::vector<std::string> warnings;
};

Coexistence judge(const NutBeside& nut);

// Both steps; `root` stands before every path.
Coexistence check_coexistence(const std::string& root = {});

}  // namespace upshid::check

#endif
