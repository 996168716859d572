#ifndef UPSHID_COMPLAINT_H
#define UPSHID_COMPLAINT_H

/// \file
/// What is wrong with a configuration or quirks file, as a value: the place, the kind, how bad it
/// is. Complaints own their text and may be copied to another thread.

#include <upshid/export.h>
#include <upshid/severity.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace upshid {

/// The kinds of complaint, closed: a caller may switch over them. Values are part of the interface.
enum class ComplaintCode : std::uint8_t {
  syntax = 1,        ///< Quotes, brackets or '=' that do not fit the format.
  bad_byte,          ///< A byte that the format does not allow.
  too_long,          ///< A word or a line is longer than NUT reads.
  unknown_name,      ///< No such directive, key, variable, notify type, flag or verb.
  missing_value,     ///< A directive or key lacks a value that it needs.
  extra_words,       ///< More words than are used.
  bad_value,         ///< A value is malformed or out of range.
  repeated,          ///< Given twice; `what` reports which one applies.
  ambiguous_name,    ///< Two sections whose names differ only in letter case.
  no_effect,         ///< Accepted because NUT accepts it, and has no effect here.
  missing_setting,   ///< The file lacks a setting that its other lines, or NUT, need.
  wrong_for_nut,     ///< Works here; NUT reads it differently or exits.
  other_machine,     ///< A MONITOR line for a UPS of another machine.
  unknown_ups,       ///< A MONITOR line for a UPS that this machine does not have.
  no_monitor_line,   ///< upsmon.conf has no MONITOR line; a UPS is assumed to feed this machine.
  unreadable,        ///< The file exists and cannot be read.
  empty_file,        ///< The file has no settings and is ignored.
  no_ups,            ///< No UPS of this machine is to be watched.
  no_shutdown,       ///< Without a valid SHUTDOWNCMD this machine stays up.
  no_power_value,    ///< No UPS feeds this machine, so that it is never shut down.
  supplies,          ///< MINSUPPLIES exceeds the power values, or is 0.
  no_kernel_driver,  ///< The kernel has no driver on the UPS's interface; about a device, no file.
};

/// "bad_value". Never fails, thread-safe.
UPSHID_EXPORT std::string_view name_of(ComplaintCode code);

/// A place in a file, from 1, in bytes: what editors and compilers call line and column.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
  friend constexpr bool operator==(const Position&, const Position&) = default;
};

/// One complaint.
struct Complaint {
  std::string file;        ///< Its path; empty if the complaint is not about a file.
  std::size_t line = 0;    ///< From 1; 0: about the whole file.
  std::size_t column = 0;  ///< From 1, in bytes; 0 with line 0.
  ComplaintCode code = ComplaintCode::syntax;
  Severity severity = Severity::error;
  /// What was found, what was expected, and how the line is treated. One line, no full stop.
  std::string what;

  /// "file:line:column: what", leaving out what is empty. Thread-safe.
  UPSHID_EXPORT std::string text() const;

  friend bool operator==(const Complaint&, const Complaint&) = default;
};

using Complaints = std::vector<Complaint>;

/// Is one of them an error, or worse? Thread-safe.
UPSHID_EXPORT bool has_error(const Complaints& complaints);

}  // namespace upshid

#endif
