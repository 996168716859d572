// The bytes are settings and an outage, for two monitors, one of which is killed all the time.

#include <cstdio>

#include "fuzz/monitor_play.h"
#include "fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string fault = upshid::monitor::play({data, size});
  if (!fault.empty()) std::fprintf(stderr, "%s\n", fault.c_str());
  require(fault.empty());
  return 0;
}
