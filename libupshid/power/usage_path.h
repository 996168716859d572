#ifndef UPSHID_POWER_USAGE_PATH_H
#define UPSHID_POWER_USAGE_PATH_H

// Where a field stands among the collections, as the words that NUT's and vendors' papers use:
// "UPS.PowerSummary.PresentStatus.ACPresent".

#include <upshid/hid.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace upshid::power {

// The collections from the top, then the field's own usage, joined by dots. A collection whose type
// is in the vendor range carries its index there, as Eaton's do: type 0x84 of usage Flow is
// "Flow.[4]".
std::string path_of(const hid::Descriptor& descriptor, const hid::Field& field);

// The path of every field, made once when a UPS is opened, and the way back.
class UsagePaths {
 public:
  explicit UsagePaths(const hid::Descriptor& descriptor);

  // The path of Descriptor::fields[field]; "" for padding.
  const std::string& path(std::size_t field) const { return paths_[field]; }
  // Indexes of the fields at this path, in descriptor order; empty where there is none.
  std::span<const std::size_t> fields(std::string_view path) const;
  // Takes over a changed path (a quirk that renames), keeping the order of the descriptor.
  void rename(std::size_t field, std::string path);

 private:
  void index();
  std::vector<std::string> paths_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_path_;
};

}  // namespace upshid::power

#endif
