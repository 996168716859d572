#ifndef UPSHID_QUIRKS_ROW_H
#define UPSHID_QUIRKS_ROW_H

// A section of a quirks file; shipped.quirks documents the format.

#include <upshid/complaint.h>
#include <upshid/device.h>
#include <upshid/quirk.h>
#include <upshid/status.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace upshid::quirks {

using Verb = QuirkVerb;

// One verb with its checked arguments.
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
  std::size_t line = 0;
};

// The sections of a file. One error refuses the whole file: half of it would correct a device only
// partly.
struct Parsed {
  std::vector<Row> rows;
  std::optional<Complaint> error;
};
Parsed parse_quirks(std::string_view text, std::string_view file);

bool matches(const Match& match, const DeviceInfo& device);

// Whether `text` matches `pattern`, in which '*' is any number of characters.
bool fits(std::string_view pattern, std::string_view text);

}  // namespace upshid::quirks

#endif
