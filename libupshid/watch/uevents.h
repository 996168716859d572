#ifndef UPSHID_WATCH_UEVENTS_H
#define UPSHID_WATCH_UEVENTS_H

// The kernel's word that a device came, by netlink; and udev's, when it has set the node's rights.

#include <string_view>

#include "base/unique_fd.h"

namespace upshid::watch {

// Does this message of either say that something may be there that was not: a HID or USB device
// that was added, bound, or changed?
bool is_arrival(std::string_view message);

class Uevents {
 public:
  // Where there is none (a container), UPSes are looked for from time to time only.
  Uevents();

  bool works() const { return static_cast<bool>(fd_); }
  // Readable when there is something to take; -1 where there is none.
  int fd() const { return fd_.get(); }
  // Whether it pays to look for UPSes.
  bool take() const;

 private:
  base::UniqueFd fd_;
};

}  // namespace upshid::watch

#endif
