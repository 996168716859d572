#ifndef UPSHID_UPS_H
#define UPSHID_UPS_H

/// \file
/// A UPS: finding, reading and commanding it.

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

/// The version of the library, such as "0.1.0". Thread-safe.
UPSHID_EXPORT std::string_view version();

/// How the device is accessed.
enum class TransportKind : std::uint8_t {
  automatic,  ///< By the name (virtual:, recording:); otherwise hidapi if there is a hidraw node,
              ///< otherwise libusb.
  hidapi,     ///< The kernel's driver stays bound, and other programs can read too.
  libusb,     ///< Detaches the kernel's driver, and attaches it again on closing.
  virtual_device,  ///< A simulated UPS; see upshid-status(8), "virtual:".
  recording,       ///< A file that OpenOptions::record wrote.
};

struct OpenOptions {
  TransportKind transport = TransportKind::automatic;
  /// The directory of ups.conf. Empty: /etc/upshid if it exists, otherwise /etc/nut.
  std::string confdir;
  /// The section of ups.conf whose settings apply if the name that open() gets is an address or
  /// "virtual:..."; for "recording:FILE", those that the recording lacks. Empty, or no such
  /// section: none. For a UPS that is configured by name and reached by another address.
  std::string section;
  /// Returns CLOCK_BOOTTIME for a virtual UPS. Empty: its time does not advance.
  std::function<Instant()> clock;
  /// Waits for the pauses between the writes of a command (125 ms). Empty: the thread sleeps.
  std::function<void(std::chrono::milliseconds)> sleep;
  /// Once this descriptor is readable, every request to the device fails as cancelled. Over libusb
  /// this interrupts a pending request; otherwise the kernel may block it for up to 5 s. Meant for
  /// the self-pipe of a signal handler: a program that exits without destroying a Ups that is open
  /// over libusb leaves the interface without the kernel's driver. -1: none. Not owned.
  int cancel_fd = -1;
  /// Uses hidraw in a forked child process, so that cancel_fd ends a pending request there too, and
  /// the exit of the program does not wait for the kernel. Only for a program with one thread.
  /// Ups::fd() is then -1.
  bool child_process = false;
  /// Called repeatedly with the next lines of the session as text: every request and its answer,
  /// which open() plays back under the name recording:FILE. Contains the serial number of the UPS.
  /// Empty: nothing is recorded.
  std::function<void(std::string_view)> record;
  /// Incremented at each answer of the device, so that another thread can supervise it. nullptr:
  /// answers are not counted. Not owned.
  std::atomic<std::uint32_t>* answers = nullptr;
  /// Fills Variable::origin and Snapshot::condition_origins(): the report and bits of each value,
  /// and the changes by quirks.
  bool explain = false;
};

/// The maximum age of values after dispatch(). Interrupt reports renew values, so that a device
/// that sends them is polled less.
struct Pace {
  /// On line power, what interrupt reports bring may be so many times as old as `state`.
  static constexpr int told = 5;
  /// What decides on a shutdown: line power, discharging, low battery.
  std::chrono::milliseconds state{2'000};
  /// Measured values: charge, runtime, load, voltages.
  std::chrono::milliseconds live{30'000};
  /// What a person may change on the UPS: beeper, limits. Nominal values and strings are read once.
  std::chrono::milliseconds settings{600'000};
};

/// A name that open() accepts, and its description in ups.conf.
struct NamedUps {
  std::string name;
  std::string description;  ///< `desc` of ups.conf; empty if there is none.
};

/// The names that open() accepts on this machine: the sections of ups.conf, or the plugged-in
/// devices if it has none ("ups" for the only one). Errors in ups.conf, also that permission to
/// read it is denied, are added to `complaints` unless it is nullptr. Errors: io (the device tree),
/// unreadable_config. Thread-safe.
UPSHID_EXPORT Result<std::vector<NamedUps>> list_names(const OpenOptions& options,
                                                       Complaints* complaints);

/// An open UPS. Movable; one thread at a time.
class UPSHID_EXPORT Ups {
 public:
  /// Opens the UPS called `name`: a section of ups.conf; "ups" or "" (the only UPS that is plugged
  /// in); "0764:0501"; "serial:TEXT"; "usb:1-1.2" (port path); "/dev/hidraw0"; "virtual:PROFILE";
  /// "recording:FILE". A host ("@localhost") is not accepted here. Blocks while it reads the report
  /// descriptor. Complaints about ups.conf and quirks are added to `complaints` unless it is
  /// nullptr. Errors: not_found, ambiguous (with a list), permission (with owner and mode of the
  /// node and the remedy), not_a_ups, malformed_descriptor, malformed_config, disconnected,
  /// unsupported, unreadable_config, cancelled, and those of a transfer.
  static Result<Ups> open(std::string_view name, const OpenOptions& options = {},
                          Complaints* complaints = nullptr);

  Ups(Ups&&) noexcept;
  Ups& operator=(Ups&&) noexcept;
  ~Ups();

  /// Its name: the section of ups.conf, otherwise "ups" or the name passed to open().
  const std::string& name() const;
  /// `desc` of ups.conf; empty if there is none.
  const std::string& description() const;
  const DeviceInfo& device() const;
  /// The descriptor after corrections by quirks.
  const hid::Descriptor& descriptor() const;
  /// The report descriptor as the device sent it.
  std::span<const std::uint8_t> descriptor_bytes() const;
  /// The changes by the quirk rows that match this device, each once.
  const std::vector<AppliedQuirk>& quirks() const;

  /// Reads every report that has a variable, once, and strings the first time. If a report fails,
  /// its variables are missing and it is listed in Snapshot::failures(); if the present status
  /// failed, Snapshot::stale() is true. Blocks for the transfers, up to 5 s each. Errors:
  /// disconnected if the device was unplugged meanwhile; cancelled.
  Result<Snapshot> read();

  /// To watch a UPS: poll() fd() for POLLIN until next_deadline(), call dispatch(), repeat. The
  /// library has no loop, thread or clock of its own.
  ///
  /// Readable if an interrupt report has been received or the device is disconnected. The same
  /// descriptor for the life of the object; -1 if there is none (a virtual UPS, pollonly): then
  /// wait for the deadline only.
  int fd() const;
  /// When dispatch() is due even if fd() is not readable; Instant{} before the first call.
  Instant next_deadline() const;
  /// Reads everything at the first call; afterwards processes the received interrupt reports and
  /// reads what is older than the pace. Returns at once after an interrupt report that changes a
  /// condition, so that a loss of line power is reported without delay; the rest is then due at
  /// once. When the battery starts to discharge it first reads whether a battery test is running,
  /// if this UPS has ups.test.result; see Snapshot::battery_test(). `now` is CLOCK_BOOTTIME.
  /// Returns true if snapshot() changed. A report that fails is retried at increasing intervals and
  /// listed in Snapshot::failures() until it succeeds. Errors: disconnected, cancelled.
  Result<bool> dispatch(Instant now);
  /// Takes the interrupt reports that have been received and only repeat what is known, as most do,
  /// without a request to the UPS: it never blocks and changes no snapshot. False if dispatch() has
  /// more to do, which must be called then. For programs that call dispatch() in another thread.
  bool hear(Instant now);
  /// As of the last dispatch(); empty before the first.
  const Snapshot& snapshot() const;
  /// Applies from the next dispatch() on. Times below 100 ms are raised to 100 ms.
  void set_pace(const Pace& pace);
  /// Makes the next dispatch() read the reports of this variable, whatever their age. No effect if
  /// this UPS lacks the variable.
  void refresh(std::string_view variable);

  /// The instant commands that this device has the usages for, and its writable variables, each
  /// sorted by name. The usages are in libupshid/nut/commands.table and variables.table.
  std::vector<InstantCommand> commands() const;
  std::vector<Setting> settings() const;

  /// What run() or set() with the same arguments would write, and what the device would do. Writes
  /// nothing; reads the reports whose other fields must not change. Errors: those of run() and
  /// set() except untested and those of writing.
  Result<CommandPlan> plan_run(std::string_view command,
                               std::optional<std::string_view> value = std::nullopt);
  Result<CommandPlan> plan_set(std::string_view variable, std::string_view value);

  /// Sends a command. `value` is a number of seconds, for commands that take one. Blocks: one
  /// transfer per write, one to read back, and a pause between writes. A delay is rounded up to a
  /// multiple that the device can count, never down to "now". Everything is checked before anything
  /// is written. Errors: unsupported (no such command on this device; nothing was written),
  /// invalid_argument (the value; nothing was written), untested (CommandPlan::is_untested, and not
  /// forced; nothing was written), stalled, timeout, disconnected, permission, io (a write failed;
  /// the error names the report and what was already written). A device that stores another value
  /// is not an error: see Outcome::confirmation.
  Result<Outcome> run(std::string_view command,
                      std::optional<std::string_view> value = std::nullopt,
                      const WriteOptions& options = {});
  /// Sets a variable to a value as NUT writes it: a number within Setting::range, in Setting::unit,
  /// or one of Setting::choices. The other fields of the report do not change. Errors: as run().
  Result<Outcome> set(std::string_view variable, std::string_view value,
                      const WriteOptions& options = {});

 private:
  friend struct UpsOpener;
  struct UPSHID_HIDDEN State;
  explicit Ups(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace upshid

#endif
