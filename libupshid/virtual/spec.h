#ifndef UPSHID_VIRTUAL_SPEC_H
#define UPSHID_VIRTUAL_SPEC_H

// What may follow "virtual:", e.g. "CP850PFCLCDa,mains=off,charge=12,stall=0x0b". Options:
//   mains=on|off|VOLTS  charge=PERCENT  load=PERCENT     the state to start in
//   outage=AFTER[:SECONDS]    mains go AFTER seconds from the opening, and come back after SECONDS
//   stall=ID            GET_REPORT(Feature) of this report stalls
//   short=ID[:N]        ... answers N bytes short (1)
//   long=ID             ... answers more bytes than it declares
//   timeout=ID          ... never answers
//   gone=ID             the device drops off the bus when asked for it
//   refuse=ID           SET_REPORT(Feature) of this report stalls
//   ignore=ID           ... is taken, and nothing comes of it
//   clamp=ID:N          ... is taken, and settings above N, as the report's own numbers, become N
//   vanish=ID           the device drops off the bus when told it

#include <upshid/result.h>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "virtual/profile.h"

namespace upshid::virtual_ups {

struct Fault {
  enum class Kind : std::uint8_t { stall, short_report, long_report, timeout, gone };
  Kind kind = Kind::stall;
  std::size_t missing = 1;  // bytes, of short_report
};

struct WriteFault {
  enum class Kind : std::uint8_t { refuse, ignore, clamp, vanish };
  Kind kind = Kind::refuse;
  std::int64_t most = 0;  // of clamp
};

struct Outage {
  std::chrono::milliseconds after{};
  std::optional<std::chrono::milliseconds> length;  // Absent: mains do not come back.
};

struct Spec {
  Profile profile;
  std::optional<double> mains;  // volts
  std::optional<double> charge;
  std::optional<double> load;
  std::optional<Outage> outage;
  std::map<std::uint8_t, Fault> faults;             // by feature report id
  std::map<std::uint8_t, WriteFault> write_faults;  // likewise
};

// Errors: not_found (unknown profile; lists those there are), invalid_argument (a bad option),
// malformed_config (a profile shipped in the library has an error).
Result<Spec> parse_spec(std::string_view spec);

// The profiles shipped in the library, sorted.
std::vector<std::string> profile_names();
// One of them. Errors: not_found, malformed_config.
Result<Profile> shipped_profile(std::string_view name);

}  // namespace upshid::virtual_ups

#endif
