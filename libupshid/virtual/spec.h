#ifndef UPSHID_VIRTUAL_SPEC_H
#define UPSHID_VIRTUAL_SPEC_H

// The text after "virtual:", such as "CP850PFCLCDa,mains=off,charge=12,stall=0x0b". Options:
//   mains=on|off|VOLTS  charge=PERCENT  load=PERCENT     the initial state
//   outage=AFTER[:SECONDS]    line power fails AFTER seconds after opening, for SECONDS
//   stall=ID            GET_REPORT(Feature) of this report stalls
//   short=ID[:N]        ... answers N bytes short (1)
//   long=ID             ... answers more bytes than it declares
//   timeout=ID          ... never answers
//   gone=ID             the device leaves the bus when it is requested
//   refuse=ID           SET_REPORT(Feature) of this report stalls
//   ignore=ID           ... is accepted without effect
//   clamp=ID:N          ... is accepted; settings above N (logical) become N
//   vanish=ID           the device leaves the bus when it is sent

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
  std::int64_t max = 0;  // of clamp
};

struct Outage {
  std::chrono::milliseconds after{};
  std::optional<std::chrono::milliseconds> length;  // Absent: line power does not return.
};

struct Spec {
  Profile profile;
  std::optional<double> mains;  // volts
  std::optional<double> charge;
  std::optional<double> load;
  std::optional<Outage> outage;
  std::map<std::uint8_t, Fault> faults;             // by feature report ID
  std::map<std::uint8_t, WriteFault> write_faults;  // likewise
};

// Errors: not_found (unknown profile; lists the known ones), invalid_argument (a bad option),
// malformed_config (an error in a shipped profile).
Result<Spec> parse_spec(std::string_view spec);

// The profiles shipped in the library, sorted.
std::vector<std::string> profile_names();
// One of them. Errors: not_found, malformed_config.
Result<Profile> shipped_profile(std::string_view name);

}  // namespace upshid::virtual_ups

#endif
