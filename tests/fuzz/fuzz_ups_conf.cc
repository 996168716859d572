// The bytes are an ups.conf.

#include <algorithm>

#include "conf/ups_conf.h"
#include "conf/usb_match.h"
#include "fuzz/require.h"

using namespace upshid;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Long regular expressions cost regcomp() time, which is no fault of the parser's.
  if (size > 4096) return 0;
  const std::string text(data, data + size);
  const conf::UpsConf conf = conf::parse_ups_conf(text, "ups.conf");
  require(std::ranges::all_of(
      conf.complaints, [](const Complaint& c) { return c.file == "ups.conf" && c.line > 0; }));
  for (const conf::UpsSection& section : conf.sections) {
    require(!section.name.empty());
    require(conf.find(section.name) != nullptr);
  }
  return 0;
}
