#ifndef UPSHID_VIRTUAL_PROFILE_H
#define UPSHID_VIRTUAL_PROFILE_H

// A virtual UPS as data. Profiles are text files:
//
//   profile CP850PFCLCDa
//   modelled-on "CyberPower CP1000PFCLCDa, NUT issue 439"
//   usb 0764:0601 release 2.00 speed full interval 10
//   string 1 "CP850PFCLCDa"
//   string-indexes manufacturer 3 product 1 serial 2
//   sends 0x08 0x0b 0x19 0x1d                    input reports sent periodically; default: all
//   rated-active-power 510 W                     one line per rating, see ratings.cc
//   flags live = constant variable no_preferred volatile
//
//   application UPS {                            collections: application, physical, logical
//     physical PowerSummary {
//       report 0x08                              applies to the fields that follow
//       input:shown,feature:live RemainingCapacity 8 0..100 = charge
//       feature:live RunTimeToEmpty 16 0..65535 unit second = runtime
//       feature:padding - 2                      no usage: padding
//     }
//   }
//
// A field line: report types, each with its flags; usage; bits, or bits x count; logical minimum
// and maximum; optionally `physical A..B`, `unit NAME`, `exponent N`; and after '=' its value: a
// number, `string N` (an index), or a quantity. Ranges, units and exponents are written to the
// descriptor unchanged, even if they are wrong, because those of real devices are. '#' begins a
// comment.

#include <upshid/hid.h>
#include <upshid/result.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "virtual/quantity.h"
#include "virtual/ratings.h"

namespace upshid::virtual_ups {

struct Range {
  std::int64_t min = 0;
  std::int64_t max = 0;
  friend bool operator==(const Range&, const Range&) = default;
};

// The value of a field: `quantity`, or else `constant`, a logical value.
struct Source {
  Quantity quantity = Quantity::constant;
  std::int64_t constant = 0;
};

struct TypedFlags {
  hid::ReportType type = hid::ReportType::feature;
  std::uint16_t flags = 0;  // hid::FieldFlags
  friend bool operator==(const TypedFlags&, const TypedFlags&) = default;
};

// One field line: a usage in one report, of one or more types.
struct FieldLine {
  std::vector<TypedFlags> types;
  hid::Usage usage;  // 0:0 on padding
  std::uint32_t bits = 0;
  std::uint32_t count = 1;
  Range logical;
  Range physical;  // 0..0: none
  std::uint32_t unit = 0;
  std::int8_t exponent = 0;
  Source source;
  bool is_padding = false;  // padding changes no ranges
};

enum class CollectionType : std::uint8_t { physical = 0, application = 1, logical = 2 };

// One line of the descriptor.
struct Step {
  enum class Kind : std::uint8_t { open, close, report, field };
  Kind kind = Kind::field;
  CollectionType collection = CollectionType::physical;  // open
  hid::Usage usage;                                      // open; 0:0 for a collection without one
  std::uint8_t report_id = 0;                            // report
  FieldLine field;                                       // field
};

struct Profile {
  std::string name;
  std::string modelled_on;
  std::uint16_t vendor_id = 0;
  std::uint16_t product_id = 0;
  std::uint16_t bcd_device = 0;
  std::string speed;       // "low" or "full"
  unsigned interval = 10;  // bInterval, in milliseconds
  std::map<std::uint8_t, std::string> strings;
  std::vector<std::uint8_t> sends;      // Input reports sent periodically; empty: all.
  std::uint8_t manufacturer_index = 0;  // 0: none
  std::uint8_t product_index = 0;
  std::uint8_t serial_index = 0;
  Ratings ratings;
  std::vector<Step> body;

  // The string with this index, "" if there is none.
  std::string string_at(std::uint8_t index) const;
};

// Reads a profile. Errors: malformed_config, `where` is file:line:column.
Result<Profile> parse_profile(std::string_view text, std::string_view file);

}  // namespace upshid::virtual_ups

#endif
