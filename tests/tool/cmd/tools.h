#ifndef UPSHID_TESTS_TOOL_CMD_TOOLS_H
#define UPSHID_TESTS_TOOL_CMD_TOOLS_H

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tool/run.h"

namespace upshid::test {

inline Ran cmd(const std::vector<std::string>& arguments) {
  How how;
  how.program = UPSHID_CMD;
  return run(arguments, how);
}

inline Ran rw(const std::vector<std::string>& arguments, const std::string& input = {}) {
  How how;
  how.program = UPSHID_RW;
  how.input = input;
  return run(arguments, how);
}

// A run that printed nothing on standard output.
inline void check_silent(const Ran& ran, int status, const std::string& err) {
  CHECK(ran.out == "");
  CHECK(ran.err == err);
  CHECK(ran.status == status);
}

}  // namespace upshid::test

#endif
