#ifndef UPSHID_WATCH_UEVENTS_H
#define UPSHID_WATCH_UEVENTS_H

// Uevents of new devices, by netlink: from the kernel, and from udev after its rules have set the
// permissions of the node.

#include <string_view>

#include "base/unique_fd.h"

namespace upshid::watch {

// Whether a HID or USB device was added, bound or changed.
bool is_arrival(std::string_view message);

class Uevents {
 public:
  // If it does not work (a container), UPSes have to be searched for periodically.
  Uevents();

  bool works() const { return static_cast<bool>(fd_); }
  // Readable if there are messages; -1 if there is none.
  int fd() const { return fd_.get(); }
  // Reads the messages; whether one is_arrival().
  bool take() const;

 private:
  base::UniqueFd fd_;
};

}  // namespace upshid::watch

#endif
