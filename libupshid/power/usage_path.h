#ifndef UPSHID_POWER_USAGE_PATH_H
#define UPSHID_POWER_USAGE_PATH_H

// The path of a field through the collections, in the notation of NUT and of vendors:
// "UPS.PowerSummary.PresentStatus.ACPresent".

#include <upshid/hid.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace upshid::power {

// The collections from the top, then the field's own usage, joined by dots. The type of a
// vendor-defined collection has its index, as Eaton's do: type 0x84 of usage Flow is "Flow.[4]".
std::string path_of(const hid::Descriptor& descriptor, const hid::Field& field);

// The paths of all fields, and the fields of a path. Made once when a UPS is opened.
class UsagePaths {
 public:
  explicit UsagePaths(const hid::Descriptor& descriptor);

  // The path of Descriptor::fields[field]; "" for padding.
  const std::string& path(std::size_t field) const { return paths_[field]; }
  // Indexes of the fields with this path, in descriptor order; empty if there is none.
  std::span<const std::size_t> fields(std::string_view path) const;
  // Changes a path (a quirk that renames), keeping the order of the descriptor.
  void rename(std::size_t field, std::string path);

 private:
  void index();
  std::vector<std::string> paths_;
  std::vector<std::size_t> by_path_;  // Fields with a path, sorted by it.
};

}  // namespace upshid::power

#endif
