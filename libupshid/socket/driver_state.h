#ifndef UPSHID_SOCKET_DRIVER_STATE_H
#define UPSHID_SOCKET_DRIVER_STATE_H

// What a driver tells upsd about its UPS, and the lines in which it does (NUT,
// docs/sock-protocol.txt). Each line is words by the rules of NUT's lexer, and ends with a newline.

#include <upshid/ups.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace upshid::socket {

struct DriverVariable {
  std::string name;
  std::string value;
  bool is_writable = false;
  unsigned max_length = 0;           // "Maximum length" in upsrw.
  std::vector<std::string> choices;  // Of an enumeration.
  std::optional<std::pair<std::int64_t, std::int64_t>> range;

  friend bool operator==(const DriverVariable&, const DriverVariable&) = default;
};

struct DriverState {
  std::vector<DriverVariable> variables;  // In the order of Snapshot::variables().
  std::vector<std::string> commands;
  bool is_stale = true;  // The UPS is not heard.

  const DriverVariable* find(std::string_view name) const;
};

// Of an open UPS, as of its last reading.
DriverState driver_state_of(const Ups& ups);

// The answer to DUMPALL, from SETINFO to DUMPDONE.
std::string dump_of(const DriverState& state);
// The answer to DUMPVALUE and DUMPSTATUS; without a line for a variable that is not there.
std::string dump_of(const DriverState& state, std::string_view variable);

// What has to be told to one who knows `before`. Empty: nothing.
std::string difference(const DriverState& before, const DriverState& after);

// In quotes, as NUT's lexer reads it back. What that does not take is a space.
std::string in_quotes(std::string_view word);

}  // namespace upshid::socket

#endif
