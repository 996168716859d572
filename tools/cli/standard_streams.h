#ifndef UPSHID_CLI_STANDARD_STREAMS_H
#define UPSHID_CLI_STANDARD_STREAMS_H

#include <string_view>

namespace upshid::cli {

// Call first thing in main(). A standard descriptor that the caller closed is opened on /dev/null,
// else the first device we open would take its number and our output would be written into it.
// SIGPIPE is ignored, so that a closed pipe is an error like any other.
void prepare_standard_streams();

// Whether the caller had closed standard output, so that nothing written to it is seen.
bool is_output_closed();

// Writes the program's output and closes it, since some file systems report a full disk only then.
// 0, or the errno of what failed; EBADF where the caller had closed standard output.
[[nodiscard]] int write_output(std::string_view text);

}  // namespace upshid::cli

#endif
