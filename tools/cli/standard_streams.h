#ifndef UPSHID_CLI_STANDARD_STREAMS_H
#define UPSHID_CLI_STANDARD_STREAMS_H

#include <string_view>

namespace upshid::cli {

// To be called first in main(). Opens closed standard descriptors on /dev/null: otherwise a device
// could get the number, and output would be written to it.
// SIGPIPE is ignored, so that writing to a closed pipe is an error.
void prepare_standard_streams();

// Whether standard output was closed, so that output is lost.
bool is_output_closed();

// Writes the output and closes standard output, because some file systems report a full disk only
// then. 0 or the errno; EBADF if standard output was closed.
[[nodiscard]] int write_output(std::string_view text);

}  // namespace upshid::cli

#endif
