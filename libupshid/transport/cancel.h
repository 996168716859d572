#ifndef UPSHID_TRANSPORT_CANCEL_H
#define UPSHID_TRANSPORT_CANCEL_H

#include <poll.h>

namespace upshid::transport {

// Whether OpenOptions::cancel_fd (-1: none) is readable.
inline bool is_cancelled(int cancel_fd) {
  pollfd ready{cancel_fd, POLLIN, 0};
  return ::poll(&ready, 1, 0) > 0;
}

}  // namespace upshid::transport

#endif
