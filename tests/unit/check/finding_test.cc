#include "check/finding.h"

#include <doctest/doctest.h>

#include <set>
#include <string_view>

using namespace upshid;
using namespace upshid::check;

TEST_CASE("each kind of finding has a name, which no complaint has") {
  std::set<std::string_view> names;
  for (int i = 1; i <= static_cast<int>(ComplaintCode::no_kernel_driver); ++i)
    CHECK(names.insert(name_of(static_cast<ComplaintCode>(i))).second);
  for (int i = 1; i <= static_cast<int>(FindingCode::nut_halt_hook); ++i)
    CHECK(names.insert(name_of(static_cast<FindingCode>(i))).second);
  CHECK(name_of(FindingCode::nut_halt_hook) == "nut_halt_hook");
  CHECK(name_of(FindingCode::timer_too_late) == "timer_too_late");
}

TEST_CASE("a finding moves no cursor, whatever is in the files") {
  const Finding finding{ComplaintCode::no_effect, Severity::notice, "a",
                        conf::Position{2, 3},     "b\n\x1b[2J",     "c\rd"};
  CHECK(finding.code_name() == "no_effect");
#ifndef UPSHID_KEYS_FOR_TEXT
  CHECK(finding.text() == "a:2:3: note: b??[2J");
  CHECK(finding.advice == "c?d");
#endif
}
