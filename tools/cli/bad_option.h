#ifndef UPSHID_CLI_BAD_OPTION_H
#define UPSHID_CLI_BAD_OPTION_H

#include <upshid/error.h>

namespace upshid::cli {

// What getopt_long() complained of, by its ':' or '?', as a sentence; `word` is the argument that
// it looked at last, argv[optind - 1]. Long options have values from 256 on.
Error bad_option(int found, const char* word);

}  // namespace upshid::cli

#endif
