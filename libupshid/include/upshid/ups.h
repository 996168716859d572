#ifndef UPSHID_UPS_H
#define UPSHID_UPS_H

/// \file
/// A UPS: find it, read it, command it.

#include <upshid/command.h>
#include <upshid/complaint.h>
#include <upshid/device.h>
#include <upshid/export.h>
#include <upshid/hid.h>
#include <upshid/quirk.h>
#include <upshid/result.h>
#include <upshid/units.h>
#include <upshid/variable.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace upshid {

/// This library's version, e.g. "0.1.0". Thread-safe.
UPSHID_EXPORT std::string_view version();

/// The road to the device.
enum class TransportKind : std::uint8_t {
  automatic,  ///< By the name (virtual:, recording:), else hidapi where there is a hidraw node,
              ///< else libusb.
  hidapi,     ///< The kernel's driver stays bound and others can read too.
  libusb,     ///< Takes the interface from the kernel's driver, and gives it back.
  virtual_device,  ///< A UPS that does not exist; see upshid-status(8), "virtual:".
  recording,       ///< What OpenOptions::record wrote.
};

struct OpenOptions {
  TransportKind transport = TransportKind::automatic;
  /// Where ups.conf is. Empty: /etc/upshid if it exists, else /etc/nut.
  std::string confdir;
  /// The section of ups.conf whose settings apply if the name that open() gets is an address or
  /// "virtual:..."; for "recording:FILE", those that the recording lacks. Empty, or no such
  /// section: none. For a UPS that is configured by name and reached by another address.
  std::string section;
  /// Reads CLOCK_BOOTTIME for a virtual UPS. Empty: its time stands still.
  std::function<Instant()> clock;
  /// Waits this long, for the pauses between the writes of a command (125 ms). Empty: the thread
  /// sleeps. For a loop that has other work meanwhile, see plan_run().
  std::function<void(std::chrono::milliseconds)> sleep;
  /// Readable: whatever is asked of the device from then on, or waited for, fails as cancelled.
  /// Over libusb a wait ends at once; elsewhere the kernel may hold it for 5 s. For the self-pipe
  /// of a program's signal handler: a program that ends without destroying a Ups that is open over
  /// libusb leaves it without the kernel's driver. -1: none. Not owned.
  int cancel_fd = -1;
  /// Called with the session as text, some lines at a time, while it goes on: every request and its
  /// answer, which open() plays back by the name recording:FILE. The UPS's serial number is in it.
  /// Empty: nothing is recorded.
  std::function<void(std::string_view)> record;
  /// Incremented at each answer of the device; for who watches it from another thread. nullptr:
  /// nothing is counted. Not owned.
  std::atomic<std::uint32_t>* answers = nullptr;
  /// Fills Variable::origin and Snapshot::condition_origins(): from which report and bits each
  /// value came, and what quirks changed.
  bool explain = false;
};

/// How old what dispatch() shows may be where no interrupt report renews it. A device that sends
/// its reports unasked is asked less.
struct Pace {
  /// What decides on a shutdown: mains, discharging, low battery.
  std::chrono::milliseconds state{2'000};
  /// What moves by itself: charge, runtime, load, voltages.
  std::chrono::milliseconds live{30'000};
  /// What a person may change at the UPS: beeper, limits. Nominal values and strings are read once.
  std::chrono::milliseconds settings{600'000};
};

/// One name that open() takes, with what ups.conf says of it.
struct NamedUps {
  std::string name;
  std::string description;  ///< `desc` of ups.conf; empty where there is none.
};

/// The names that open() takes on this machine: the sections of ups.conf, else the plugged devices
/// ("ups" when it is the only one). What is wrong with ups.conf, also that it cannot be read, goes
/// to `complaints`. Errors: io (the device tree), unreadable_config. Thread-safe.
UPSHID_EXPORT Result<std::vector<NamedUps>> list_names(const OpenOptions& options,
                                                       Complaints* complaints);

/// An open UPS. Movable; one thread at a time.
class UPSHID_EXPORT Ups {
 public:
  /// Opens the UPS that `name` means: a section of ups.conf; "ups" or "" (the only one plugged);
  /// "0764:0501"; "serial:TEXT"; "usb:1-1.2" (port path); "/dev/hidraw0"; "virtual:PROFILE";
  /// "recording:FILE". A part from '@' on is not taken here: hosts are the tool's business.
  /// Errors: not_found (nothing plugged fits, and what was looked for), ambiguous (lists them),
  /// permission (the node, its owner and mode, the udev rule and the command that applies it),
  /// not_a_ups, malformed_descriptor, disconnected, unsupported, unreadable_config.
  static Result<Ups> open(std::string_view name, const OpenOptions& options = {},
                          Complaints* complaints = nullptr);

  Ups(Ups&&) noexcept;
  Ups& operator=(Ups&&) noexcept;
  ~Ups();

  /// Its name here: the section of ups.conf, else "ups" or what open() was given.
  const std::string& name() const;
  /// `desc` of ups.conf; empty where there is none.
  const std::string& description() const;
  const DeviceInfo& device() const;
  /// The descriptor after the quirks' corrections.
  const hid::Descriptor& descriptor() const;
  /// The report descriptor as the device sent it.
  std::span<const std::uint8_t> descriptor_bytes() const;
  /// What the quirk rows that match this device changed, each change once.
  const std::vector<AppliedQuirk>& quirks() const;

  /// Reads every report that feeds a variable, once, and strings the first time. A report that
  /// fails costs its own variables and is listed in Snapshot::failures(); Snapshot::stale() says
  /// when even present-status failed. Errors: disconnected when the device went away meanwhile:
  /// what was read before is no state of it.
  Result<Snapshot> read();

  /// To watch a UPS: poll() fd() for POLLIN until next_deadline(), call dispatch(), repeat. The
  /// library has no loop, thread or clock of its own.
  ///
  /// Readable when an interrupt report is there, or the device is gone. The same for this object's
  /// life; -1 where there is none (a virtual UPS, pollonly), then only the deadline tells.
  int fd() const;
  /// When dispatch() is due though fd() stays silent; the clock's beginning before the first call.
  Instant next_deadline() const;
  /// Reads everything at the first call; then takes in the interrupt reports that came, and asks
  /// for what is older than the pace. It returns at once after an interrupt report that changes a
  /// condition, so that nothing stands between the mains' loss and who must hear of it; the rest is
  /// due then. Only when the battery begins to discharge it first asks whether the unit tests it,
  /// if this UPS has ups.test.result: Snapshot::battery_test(). `now` is CLOCK_BOOTTIME. True when
  /// something differs from before: see snapshot(). A report that fails is tried again, ever less
  /// often, and listed in Snapshot::failures() until it succeeds. Errors: disconnected.
  Result<bool> dispatch(Instant now);
  /// As of the last dispatch(); empty before.
  const Snapshot& snapshot() const;
  /// From the next dispatch() on. Times below 100 ms count as 100 ms.
  void set_pace(const Pace& pace);
  /// Has the next dispatch() ask for the reports that feed this variable, however fresh they are.
  /// Nothing happens for one that this UPS lacks.
  void refresh(std::string_view variable);

  /// The instant commands that this device has the usages for, and the variables that can be set on
  /// it, each sorted by name. Which usages: libupshid/nut/commands.table and variables.table.
  std::vector<InstantCommand> commands() const;
  std::vector<Setting> settings() const;

  /// What run() or set() with the same arguments would write and what the device will do. Writes
  /// nothing; reads the reports whose other values have to stay. Errors: as run() and set(), but
  /// for those of writing.
  Result<CommandPlan> plan_run(std::string_view command,
                               std::optional<std::string_view> value = std::nullopt);
  Result<CommandPlan> plan_set(std::string_view variable, std::string_view value);

  /// Sends a command; `value` is a number of seconds, for those that take one. It blocks: a
  /// transfer for each write, one to read back, and a pause between writes. Delays are
  /// rounded up to what the device counts, never down to "now". All is checked before anything is
  /// written. Errors: unsupported (no such command on this device; nothing was written),
  /// invalid_argument (refused: the value, and what was expected; nothing was written), stalled,
  /// timeout, disconnected, permission, io (a write failed: which report, and what was written
  /// before it). What the device made of it is no error: see Outcome::confirmation.
  Result<Outcome> run(std::string_view command,
                      std::optional<std::string_view> value = std::nullopt);
  /// Sets a variable to a value as NUT writes it: a number in Setting::range and its unit, or one
  /// of Setting::choices. The report's other values stay as they are. Errors: as run().
  Result<Outcome> set(std::string_view variable, std::string_view value);

 private:
  friend struct UpsOpener;
  struct UPSHID_HIDDEN State;
  explicit Ups(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace upshid

#endif
