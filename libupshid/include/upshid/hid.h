#ifndef UPSHID_HID_H
#define UPSHID_HID_H

/// \file
/// HID report descriptors, according to "Device Class Definition for HID 1.11" (cited as HID 1.11);
/// if Linux reads them differently, as Linux does. Not specific to UPSes, and without I/O: bytes
/// in, values out. All functions are thread-safe.

#include <upshid/export.h>
#include <upshid/result.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace upshid::hid {

/// The report types of GET_REPORT and SET_REPORT; the values are those of wValue's high byte
/// (HID 1.11 §7.2.1).
enum class ReportType : std::uint8_t { input = 1, output = 2, feature = 3 };

/// "Input", "Output", "Feature".
UPSHID_EXPORT std::string_view name_of(ReportType type);

/// A usage: a page and an ID on it (HID 1.11 §5.5).
struct Usage {
  std::uint16_t page = 0;
  std::uint16_t id = 0;
  constexpr std::uint32_t packed() const { return std::uint32_t{page} << 16 | id; }
  static constexpr Usage unpack(std::uint32_t v) {
    return {static_cast<std::uint16_t>(v >> 16), static_cast<std::uint16_t>(v)};
  }
  friend constexpr auto operator<=>(const Usage&, const Usage&) = default;
};

/// Consecutive usages, both ends included, that an array field may report.
struct UsageRange {
  Usage first;
  Usage last;
};

/// The data bits of an Input, Output or Feature item (HID 1.11 §6.2.2.5).
enum FieldFlags : std::uint16_t {
  constant = 0x001,  ///< Declared never to change. Some UPSes declare live values so.
  variable = 0x002,  ///< One value per usage; clear: an array of usage indexes.
  relative = 0x004,
  wrap = 0x008,
  nonlinear = 0x010,
  no_preferred = 0x020,
  null_state = 0x040,
  volatile_value = 0x080,
  buffered_bytes = 0x100,
};

/// A collection (HID 1.11 §6.2.2.6). `type` 0 is physical, 1 application, 2 logical, 0x80..0xff
/// vendor defined; Eaton carries an index in it (0x81 is the first).
struct Collection {
  Usage usage;
  std::uint8_t type = 0;
  std::int32_t parent = -1;  ///< Index into Descriptor::collections, -1 at the top.
  std::size_t offset = 0;    ///< Of the collection item, in bytes from the descriptor's start.
};

/// The values of one usage in one report: where its bits are and what they mean.
struct Field {
  ReportType type = ReportType::feature;
  std::uint8_t report_id = 0;    ///< 0 if the descriptor uses no report IDs.
  std::uint16_t flags = 0;       ///< FieldFlags, or-ed.
  std::uint32_t bit_offset = 0;  ///< From the start of the report's payload, without its ID byte.
  std::uint32_t bit_size = 0;    ///< Of one element. extract() supports 1 to 32.
  std::uint32_t count =
      1;        ///< Elements that share this usage (Report Count beyond the last usage).
  Usage usage;  ///< Usage 0:0 on padding; for an array the first of `choices`.
  std::vector<UsageRange>
      choices;                   ///< Of an array: the usages its elements select. Empty otherwise.
  std::int32_t collection = -1;  ///< Index into Descriptor::collections.
  std::int64_t logical_min = 0;
  std::int64_t logical_max = 0;
  std::int64_t physical_min =
      0;  ///< Both 0: the physical range is the logical one (HID 1.11 §6.2.2.7).
  std::int64_t physical_max = 0;
  std::uint32_t unit = 0;         ///< The unit item's nibbles, 0 for none.
  std::int8_t unit_exponent = 0;  ///< -8..7 from a nibble, or the byte's own value (see parse()).
  std::size_t offset = 0;         ///< Of the main item, in bytes from the descriptor's start.

  bool is_padding() const { return usage.packed() == 0 && choices.empty(); }
  bool is_array() const { return (flags & FieldFlags::variable) == 0; }
  /// Values are two's complement if the logical minimum is negative (HID 1.11 §5.8).
  bool is_signed() const { return logical_min < 0; }
};

/// One report's size.
struct Report {
  ReportType type = ReportType::feature;
  std::uint8_t id = 0;
  std::uint32_t bit_size = 0;  ///< Payload, without the ID byte.
};

/// A parsed report descriptor.
struct Descriptor {
  std::vector<Collection> collections;
  std::vector<Field> fields;     ///< In descriptor order; padding fields included.
  std::vector<Report> reports;   ///< In order of first appearance.
  bool uses_report_ids = false;  ///< Reports on the wire begin with their ID byte.
  /// What is wrong in the descriptor and was left out or taken as stated; `where` is "byte N (item
  /// name)".
  std::vector<Error> warnings;

  /// The report's size, nullptr if the descriptor does not declare it.
  UPSHID_EXPORT const Report* find_report(ReportType type, std::uint8_t id) const;
  /// Bytes on the wire, including the ID byte if IDs are used; 0 if there is no such report.
  UPSHID_EXPORT std::size_t report_bytes(ReportType type, std::uint8_t id) const;
  /// Whether a top-level application collection has this usage.
  UPSHID_EXPORT bool has_application(Usage usage) const;
  /// Whether a top-level application collection is on this usage page.
  UPSHID_EXPORT bool has_application_on_page(std::uint16_t page) const;
};

/// Limits of what a descriptor may contain. Generous for a UPS (the largest seen: 4,703 bytes, an
/// Eaton 9PX Li, which Linux 6.1 refuses for its size), but small enough that no input takes long
/// to parse.
struct Budget {
  std::size_t bytes = 16384;
  std::size_t collections = 512;
  std::size_t depth = 32;
  std::size_t global_stack = 16;
  std::size_t usages_per_item = 1024;
  std::size_t fields = 4096;
  std::size_t report_bits = std::size_t{8} * 4096;
};

/// Parses a report descriptor (HID 1.11 §6.2.2) as Linux does, because devices are tested with it:
/// a maximum is signed if and only if the minimum in force when it comes is negative; a unit
/// exponent is a signed nibble if its value fits one; a usage that does not bring its page (32
/// bits) is on the page in force, and if no usage follows a change of the page, on the page in
/// force at the main item. Also what Linux refuses is read, if it leaves no doubt about the other
/// fields: see Descriptor::warnings. Errors: malformed_descriptor (a field outside any application
/// collection, a report ID that cannot be sent) or budget_exceeded; `where` is "byte N (item
/// name)".
UPSHID_EXPORT Result<Descriptor> parse(std::span<const std::uint8_t> bytes,
                                       const Budget& budget = {});

/// The raw bits of one element, sign-extended if the field is signed, from a report's payload
/// (without the ID byte). Only the field's size masks the value; the logical range does not limit
/// it, because it is wrong on many devices. Errors: short_report (the payload ends before the last
/// bit), unsupported (bit_size is 0 or more than 32), invalid_argument (element >= count).
UPSHID_EXPORT Result<std::int64_t> extract(const Field& field,
                                           std::span<const std::uint8_t> payload,
                                           std::uint32_t element = 0);

/// The reverse: writes the bits of the element and no others. Errors: as extract(), and
/// invalid_argument if the value does not fit the field's bits.
UPSHID_EXPORT Result<void> insert(const Field& field, std::span<std::uint8_t> payload,
                                  std::int64_t logical, std::uint32_t element = 0);

/// Logical to physical (HID 1.11 §6.2.2.7), in the SI unit: volt, ampere, watt, second, hertz,
/// kelvin; HID's own units are centimetre-gram-second, so one volt is 10^7 of them. No unit: the
/// number itself, times 10 to the unit exponent.
UPSHID_EXPORT double to_physical(const Field& field, std::int64_t logical);

/// Physical to logical, rounded to nearest; for every integer in the logical range
/// to_logical(to_physical(n)) is n.
/// Errors: invalid_argument if the result does not fit the field's bits or is not a number.
UPSHID_EXPORT Result<std::int64_t> to_logical(const Field& field, double physical);

/// The power of ten from the unit's own cm-g-s scale to SI: -7 for volt and watt, 0 for second.
UPSHID_EXPORT int si_exponent(std::uint32_t unit);

/// "V", "W", "s", "Hz", "A", "K", "As" for the units of power devices; for others the base units,
/// such as "cm^2 g s^-3"; "" for none. (HID does not distinguish watt and volt-ampere.)
UPSHID_EXPORT std::string unit_name(std::uint32_t unit);

/// Returns the name of a usage; empty if it has none.
using UsageNamer = std::function<std::string(Usage)>;

/// The descriptor as text for bug reports: one line per item with its bytes, its name and its
/// value, indented by collection. Malformed input is printed as far as it can be read, with the
/// error at its place. Never fails.
UPSHID_EXPORT std::string describe(std::span<const std::uint8_t> bytes,
                                   const UsageNamer& namer = {});

}  // namespace upshid::hid

#endif
