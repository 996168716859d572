#ifndef UPSHID_SCHED_ACCOUNT_JSON_H
#define UPSHID_SCHED_ACCOUNT_JSON_H

#include <string>

#include "check/account.h"

namespace upshid::sched {

std::string account_json(const check::Account& account);

}  // namespace upshid::sched

#endif
