#ifndef UPSHID_WATCHER_H
#define UPSHID_WATCHER_H

/// \file
/// Any number of UPSes, watched through one descriptor, whatever is unplugged and plugged in again.

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
  /// How old a condition, and what moves by itself, may become; see Pace. None: 2 s; 2 min on line
  /// power, 10 s on battery, 3 s during a battery test.
  std::optional<std::chrono::seconds> state_pace;
  std::optional<std::chrono::seconds> live_pace;

  bool is_virtual() const { return address.starts_with("virtual:"); }
};

/// What became of a UPS.
struct WatchChange {
  enum class Kind : unsigned char {
    opened,       ///< It can be asked; a `read` follows.
    read,         ///< Its snapshot is not what it was.
    lost,         ///< It was open, and is gone or has not answered for 15 s. It is looked for.
    unreachable,  ///< It cannot be opened, or does not answer. Reported at each attempt.
  };
  Kind kind = Kind::read;
  std::string ups;           ///< WatchTarget::name.
  Error error;               ///< Why it was lost or is unreachable.
  bool is_repeated = false;  ///< Unreachable for the same reason as before.
  /// When it last answered; for one that was unplugged, when that was noticed; for one that never
  /// answered, when it was first asked.
  Instant heard_at{};
};

/// Watches UPSes: opens them, reads them, notices when one is gone, and opens it again within
/// milliseconds after it comes back (the kernel's and udev's uevents; without them after 0.1 s to
/// 30 s). No UPS delays another, or the caller: each that is a device has a thread that asks it.
/// Has no loop or clock of its own. Movable; one thread at a time.
class UPSHID_EXPORT Watcher {
 public:
  /// Opens nothing yet. `options` are used for each UPS, with its name as the section; its
  /// functions are called by the threads.
  explicit Watcher(std::vector<WatchTarget> targets, const OpenOptions& options = {});
  Watcher(Watcher&&) noexcept;
  Watcher& operator=(Watcher&&) noexcept;
  ~Watcher();

  /// Readable when dispatch() has something to do: poll() it for POLLIN until next_deadline().
  /// However many UPSes there are and whatever becomes of them, it is the same descriptor.
  int fd() const;
  /// When dispatch() is due though fd() stays silent; the clock's beginning before the first call.
  Instant next_deadline() const;
  /// Attends to what is due, and returns as soon as one UPS has changed, so that nothing stands
  /// between a loss of line power and whoever must know; the rest is due then. `now` is
  /// CLOCK_BOOTTIME. Never waits for a device, and never fails: what goes wrong with a UPS is a
  /// change.
  std::vector<WatchChange> dispatch(Instant now);

  /// The open UPS of this name, for its snapshot, and for commands; nullptr while it is not open,
  /// or being asked. It is not being asked after a change of kind opened or read. Valid until the
  /// next dispatch().
  Ups* find(std::string_view name);
  /// Closes and opens every UPS at the next dispatch(): after this machine slept, say.
  void open_again(Instant now);

 private:
  struct UPSHID_HIDDEN State;
  std::unique_ptr<State> state_;
};

}  // namespace upshid

#endif
