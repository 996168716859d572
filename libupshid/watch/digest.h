#ifndef UPSHID_WATCH_DIGEST_H
#define UPSHID_WATCH_DIGEST_H

// One number for all that a configuration decides, by which a program finds out whether the running
// monitor has the same one.

#include <string>

#include "watch/configuration.h"

namespace upshid::watch {

// 16 hexadecimal digits. Of the same files it is the same in each process of one version.
std::string digest_of(const Configuration& configuration);

}  // namespace upshid::watch

#endif
