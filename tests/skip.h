#ifndef UPSHID_TESTS_SKIP_H
#define UPSHID_TESTS_SKIP_H

#include <string>

namespace upshid::test {

/// For a test that can check nothing here: says why, and makes ctest report the test as skipped. In
/// continuous integration (CI is set) it fails instead, or what is never checked would look
/// checked.
void skip(const std::string& why);

bool anything_was_skipped();

}  // namespace upshid::test

#endif
