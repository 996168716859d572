#ifndef UPSHID_QUIRKS_ROW_H
#define UPSHID_QUIRKS_ROW_H

// A quirk as it stands in a file; shipped.quirks explains the words.

#include <upshid/device.h>
#include <upshid/result.h>
#include <upshid/status.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace upshid::quirks {

enum class Verb : std::uint8_t {
  logical_range,
  full_range,
  no_unit,
  live,
  never_read,
  rename,
  scale_above,
  scale_near,
  dialect,
  online_discharge,
  granularity,
  start_delay,
};

// One verb with its arguments, already checked.
struct Action {
  Verb verb = Verb::full_range;
  std::vector<std::string> paths;  // paths, prefixes or usages
  std::vector<double> numbers;     // in the order of the file
  std::string word;                // a dialect's name
  OnlineDischarge policy = OnlineDischarge::online;
};

struct Match {
  std::vector<std::uint32_t> vendors;
  std::vector<std::uint32_t> products;
  std::vector<std::uint32_t> releases;
  std::vector<std::string> names;
};

struct Row {
  std::string name;
  std::string source;
  std::string test;
  Match match;
  std::vector<Action> actions;
  std::string file;
  int line = 0;
};

// A file's sections. One error refuses the whole file: half a quirks file is a device half
// corrected. Errors: malformed_config, where = file:line:column.
Result<std::vector<Row>> parse_quirks(std::string_view text, std::string_view file);

bool matches(const Match& match, const DeviceInfo& device);

// Whether `text` fits `pattern`, in which '*' stands for any run of characters.
bool fits(std::string_view pattern, std::string_view text);

}  // namespace upshid::quirks

#endif
