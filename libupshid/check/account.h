#ifndef UPSHID_CHECK_ACCOUNT_H
#define UPSHID_CHECK_ACCOUNT_H

// What a configuration will really do: a page for people, and the same for programs.

#include <string>
#include <vector>

#include "check/lint.h"
#include "check/sources.h"

namespace upshid::check {

struct Account {
  const Sources& sources;
  const User& user;
  const std::vector<MeasuredUps>& upses;
  const std::vector<CheckedProgram>& programs;
  const Findings& findings;
};

std::string account_text(const Account& account);

// "healthy", or the numbers of errors and warnings.
std::string verdict_of(const Findings& findings);

}  // namespace upshid::check

#endif
