#ifndef UPSHID_CMD_FOLLOW_H
#define UPSHID_CMD_FOLLOW_H

#include <upshid/ups.h>

#include <string>

#include "cli/control.h"

namespace upshid::cmd {

// ups.test.result before a test is started; "" if it is unknown.
std::string test_result(Ups& ups);

// Waits until the battery test that was just started has finished, and prints ups.test.result.
cli::Answer follow_test(Ups& ups, const std::string& before, const cli::Control& control);

}  // namespace upshid::cmd

#endif
