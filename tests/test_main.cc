#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include "skip.h"

int main(int argc, char** argv) {
  const int failed = doctest::Context(argc, argv).run();
  constexpr int skipped = 77;  // As set for ctest.
  return failed == 0 && upshid::test::anything_was_skipped() ? skipped : failed;
}
