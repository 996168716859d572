#ifndef UPSHID_SCHED_ACCOUNT_H
#define UPSHID_SCHED_ACCOUNT_H

// What a configuration will really do: a page for people, and the same for programs.

#include <string>
#include <vector>

#include "upshid-sched/lint.h"
#include "upshid-sched/sources.h"

namespace upshid::sched {

struct Account {
  const Sources& sources;
  const User& user;
  const std::vector<MeasuredUps>& upses;
  const std::vector<CheckedProgram>& programs;
  const Findings& findings;
};

std::string account_text(const Account& account);
std::string account_json(const Account& account);

// "healthy", or how many of what.
std::string verdict_of(const Findings& findings);

}  // namespace upshid::sched

#endif
