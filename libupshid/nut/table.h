#ifndef UPSHID_NUT_TABLE_H
#define UPSHID_NUT_TABLE_H

// variables.table: the usage path of each of NUT's variables, and how NUT writes the value. As
// data, a vendor can be reviewed row by row; the file documents its columns.

#include <upshid/result.h>
#include <upshid/status.h>
#include <upshid/units.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace upshid::nut {

// How a row turns a value into text, or into a condition.
enum class How : std::uint8_t {
  decimal,       // ".1": a number with so many decimals
  string,        // "string": the USB string with this index
  date,          // "date": PDC 1.1's packed date
  apc_date,      // "apc-date": APC's decimal digits in hexadecimal
  clock_date,    // "clock-date": the date of a number of seconds since 1970, in local time
  clock_time,    // "clock-time": its time of day
  celsius,       // "celsius": kelvin if it can only be kelvin, otherwise Celsius
  clock_delay,   // "minutes-seconds": a byte of each, as seconds
  minutes,       // "swapped-minutes": their bytes the other way round, as seconds
  lookup,        // "lookup:NAME": a word for a number
  curve,         // "curve:NAME": linear interpolation between points
  fixed_text,    // "text:WORDS": this text if the path exists, "_" for a space
  setting,       // "setting:KEY=DEFAULT": KEY of ups.conf or DEFAULT, if the path exists
  estimate,      // "estimate:NAME": variable NAME times this load in per cent
  model,         // "model": the product string, a space, the number
  model_string,  // "model-string": the product string, a space, the USB string with this index
  bit,           // "bit": 1 sets the condition, 0 clears it, others are ignored
  not_bit,       // "not-bit": the reverse
  nonzero,       // "nonzero": any number except 0 sets it
  set_on,        // "set-on:1,2": these numbers set it, 0 clears it, others are ignored
  bits,          // "bits:12=4": set if these bits of the number are as in 4, otherwise clear
};

// Its texts are parts of the file's text, which must outlive it.
struct Row {
  std::string_view name;               // NUT variable; empty for a condition
  std::optional<Condition> condition;  // "@online"
  std::string_view path;
  How how = How::decimal;
  int decimals = 0;
  Unit unit = Unit::none;
  std::string_view argument;           // lookup or curve name, fixed text, setting's key
  std::string_view fallback;           // setting's default
  std::vector<std::int64_t> numbers;   // set-on; bits: mask and value
  double scale = 1;                    // "scale=0.1"
  std::optional<double> max;           // "max=100"
  std::string_view suffix;             // "suffix=%"
  std::optional<unsigned> max_length;  // "rw=10": writable
  bool is_enumeration = false;         // "choices", "choices=A,B|C,D"
  // Groups: a value is only replaced by another of its group. Of a lookup: none, but its words.
  std::vector<std::vector<std::string_view>> choices;
  std::size_t line = 0;  // in variables.table
};

struct Lookup {
  std::string_view name;
  std::vector<std::pair<std::int64_t, std::string_view>> words;
};

struct Curve {
  std::string_view name;
  std::vector<std::pair<double, double>> points;  // ascending
};

// The rows of one vendor's firmware family, in order of preference: the first row of a name with a
// value applies.
struct Dialect {
  std::string_view name;
  std::vector<Row> rows;
  // "@* DIALECT": the conditions of that dialect come before this row. Empty: none do.
  std::string_view conditions_of{};
  std::size_t conditions_at = 0;
};

struct Table {
  std::vector<Dialect> dialects;
  std::vector<Lookup> lookups;
  std::vector<Curve> curves;

  const Dialect* dialect(std::string_view name) const;
  const Lookup* lookup(std::string_view name) const;
  const Curve* curve(std::string_view name) const;
};

// The shipped one.
extern const std::string_view variables_table;

// `text` must outlive the result. Errors: malformed_config, where = file:line:column.
Result<Table> parse_table(std::string_view text, std::string_view file);

// The shipped table with one dialect, parsed once; nullptr if there is no such dialect. A test
// keeps it free of errors. May be called by several threads.
const Table* table_of(std::string_view dialect);

}  // namespace upshid::nut

#endif
