#ifndef UPSHID_TRANSPORT_USB_EVENTS_H
#define UPSHID_TRANSPORT_USB_EVENTS_H

// libusb's events without a thread: all its descriptors behind one that can be polled, and waits
// that another descriptor can end.

#include <libusb.h>
#include <upshid/result.h>

#include <chrono>
#include <memory>

#include "base/unique_fd.h"

namespace upshid::transport {

class UsbEvents {
 public:
  // Errors: io.
  static Result<std::unique_ptr<UsbEvents>> create();
  UsbEvents(const UsbEvents&) = delete;
  UsbEvents& operator=(const UsbEvents&) = delete;
  ~UsbEvents();

  libusb_context* context() const { return context_; }

  // Readable if libusb has an event to handle, or the last call of announce() was with true.
  int fd() const { return outer_.get(); }
  void announce(bool is_there);

  // Runs the callbacks of pending events. Never waits.
  void handle();

  // Waits for an event of libusb for up to `limit`, and handles it. False if `cancel_fd` (-1: none)
  // became readable instead. May return early. announce() does not end it.
  bool wait(int cancel_fd, std::chrono::milliseconds limit);

 private:
  UsbEvents() = default;
  static void LIBUSB_CALL added(int fd, short events, void* self);
  static void LIBUSB_CALL removed(int fd, void* self);

  libusb_context* context_ = nullptr;
  base::UniqueFd inner_;  // epoll: libusb's descriptors
  base::UniqueFd outer_;  // epoll: the inner one and the announcement
  base::UniqueFd announcement_;
};

// The errno behind libusb's error code.
int errno_of_libusb(int error);

}  // namespace upshid::transport

#endif
