#ifndef UPSHID_TRANSPORT_CANCEL_H
#define UPSHID_TRANSPORT_CANCEL_H

#include <poll.h>

namespace upshid::transport {

// Whether OpenOptions::cancel_fd (-1: none) says that nothing more is to be asked.
inline bool is_cancelled(int cancel_fd) {
  pollfd ready{cancel_fd, POLLIN, 0};
  return ::poll(&ready, 1, 0) > 0;
}

}  // namespace upshid::transport

#endif
