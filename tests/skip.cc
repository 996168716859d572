#include "skip.h"

#include <doctest/doctest.h>

#include <cstdlib>

namespace upshid::test {

namespace {

bool skipped = false;

}  // namespace

void skip(const std::string& why) {
  skipped = true;
  const char* const ci = std::getenv("CI");
  if (ci != nullptr && *ci != '\0') {
    FAIL_CHECK("skipped, which CI does not allow: " << why);
  } else {
    MESSAGE("skipped: " << why);
  }
}

bool anything_was_skipped() {
  return skipped;
}

}  // namespace upshid::test
