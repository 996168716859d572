#ifndef UPSHID_TRANSPORT_USB_EVENTS_H
#define UPSHID_TRANSPORT_USB_EVENTS_H

// libusb's events without a thread: all its descriptors behind one that can be polled, and waits
// that another descriptor ends.

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

  // Readable when libusb has an event to handle, or announce(true) was called last.
  int fd() const { return outer_.get(); }
  void announce(bool is_there);

  // Runs the callbacks of what has happened. Never waits.
  void handle();

  // Waits until libusb has an event or `limit` is over, and handles it. False when `cancel_fd` (-1:
  // none) became readable instead. May come back early. What was announced does not end it.
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

// The errno that libusb's error code was made of.
int errno_of_libusb(int error);

}  // namespace upshid::transport

#endif
