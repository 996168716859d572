#include "power/usage_path.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "power/usages.h"

namespace upshid::power {

std::string path_of(const hid::Descriptor& descriptor, const hid::Field& field) {
  // Parents come before their children, so this loop ends; the index check is for
  // descriptors built by hand.
  std::vector<std::string> parts{name_or_hex(field.usage)};
  std::int32_t at = field.collection;
  while (at >= 0 && static_cast<std::size_t>(at) < descriptor.collections.size()) {
    const hid::Collection& collection = descriptor.collections[static_cast<std::size_t>(at)];
    if (collection.type > 0x80) parts.push_back(fmt::format("[{}]", collection.type & 0x7f));
    parts.push_back(name_or_hex(collection.usage));
    if (collection.parent >= at) break;
    at = collection.parent;
  }
  std::ranges::reverse(parts);
  return fmt::format("{}", fmt::join(parts, "."));
}

UsagePaths::UsagePaths(const hid::Descriptor& descriptor) {
  paths_.reserve(descriptor.fields.size());
  for (const hid::Field& field : descriptor.fields) {
    paths_.push_back(field.is_padding() ? std::string() : path_of(descriptor, field));
  }
  index();
}

void UsagePaths::index() {
  by_path_.clear();
  for (std::size_t i = 0; i < paths_.size(); ++i) {
    if (!paths_[i].empty()) by_path_.push_back(i);
  }
  std::ranges::stable_sort(by_path_, {},
                           [this](std::size_t i) { return std::string_view(paths_[i]); });
}

std::span<const std::size_t> UsagePaths::fields(std::string_view path) const {
  const auto path_at = [this](std::size_t i) { return std::string_view(paths_[i]); };
  const auto first = std::ranges::lower_bound(by_path_, path, {}, path_at);
  const auto last = std::ranges::upper_bound(first, by_path_.end(), path, {}, path_at);
  return {first, last};
}

void UsagePaths::rename(std::size_t field, std::string path) {
  paths_[field] = std::move(path);
  index();
}

}  // namespace upshid::power
