#ifndef UPSHID_WATCHER_H
#define UPSHID_WATCHER_H

/// \file
/// Watching any number of UPSes through one descriptor, across unplugging and replugging.

#include <upshid/error.h>
#include <upshid/export.h>
#include <upshid/units.h>
#include <upshid/ups.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace upshid {

/// A UPS to watch.
struct WatchTarget {
  std::string name;     ///< What the caller calls it; OpenOptions::section.
  std::string address;  ///< What Ups::open() takes.
  /// Pace::state and Pace::live. None: 2 s; and 2 min on line power, 10 s on battery, 3 s during a
  /// battery test.
  std::optional<std::chrono::seconds> state_pace;
  std::optional<std::chrono::seconds> live_pace;

  bool is_virtual() const { return address.starts_with("virtual:"); }
};

/// A change of a UPS.
struct WatchChange {
  enum class Kind : unsigned char {
    opened,       ///< It was opened; a `read` follows.
    read,         ///< Its snapshot changed.
    lost,         ///< It was disconnected, or did not answer for 15 s. The watcher tries again.
    unreachable,  ///< It cannot be opened, or does not answer. Reported at each attempt.
    port_reset,   ///< It answers nothing, so its USB port is being reset; or, with `error`, cannot
                  ///< be.
  };
  Kind kind = Kind::read;
  std::string ups;           ///< WatchTarget::name.
  Error error;               ///< Why it was lost or is unreachable; empty if there is none.
  bool is_repeated = false;  ///< Unreachable for the same reason as before.
  /// When it last answered; if it was unplugged, when that was noticed; if it never answered, when
  /// it was first asked.
  Instant heard_at{};
};

/// Opens UPSes, reads them, detects when one is unplugged, and opens it again within milliseconds
/// after it is plugged in (by uevents of the kernel and udev; without them after 0.1 s to 30 s). No
/// UPS delays another or the caller: a thread for each UPS waits for its answers. One that answers
/// nothing is opened again; if it still does not answer for 20 s, its USB port is reset, at most
/// every 5 min and unless a quirk forbids it. Has no loop or clock of its own. Movable; call it
/// from one thread at a time.
class UPSHID_EXPORT Watcher {
 public:
  /// Opens no UPS yet. `options` apply to each UPS, with its name as the section; its functions are
  /// called by their threads.
  explicit Watcher(std::vector<WatchTarget> targets, const OpenOptions& options = {});
  Watcher(Watcher&&) noexcept;
  Watcher& operator=(Watcher&&) noexcept;
  ~Watcher();

  /// Readable if dispatch() has something to do: poll() it for POLLIN until next_deadline(). The
  /// same descriptor for the life of the object, however many UPSes there are.
  int fd() const;
  /// When dispatch() is due even if fd() is not readable; Instant{} before the first call.
  Instant next_deadline() const;
  /// Does what is due, and returns as soon as one UPS has changed, so that a loss of line power is
  /// reported without delay; the rest is then due at once. `now` is CLOCK_BOOTTIME. Never waits for
  /// a device, and never fails: a failure of a UPS is a change.
  std::vector<WatchChange> dispatch(Instant now);

  /// The open UPS of this name, for its snapshot and for commands; nullptr while it is not open or
  /// a request to it is pending, which is never so after a change of kind opened or read. Valid
  /// until the next dispatch().
  Ups* find(std::string_view name);
  /// Closes every UPS, and opens it at the next dispatch(); for example after a suspend.
  void open_again(Instant now);

 private:
  struct UPSHID_HIDDEN State;
  std::unique_ptr<State> state_;
};

}  // namespace upshid

#endif
