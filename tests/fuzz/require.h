#ifndef UPSHID_TESTS_FUZZ_REQUIRE_H
#define UPSHID_TESTS_FUZZ_REQUIRE_H

#include <cstdlib>

// What must hold for every input; a fuzzer sees an abort.
inline void require(bool holds) {
  if (!holds) std::abort();
}

#endif
