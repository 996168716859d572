#include <upshid/hid.h>

#include <algorithm>

namespace upshid::hid {

namespace {

constexpr std::uint8_t application = 1;  // A collection's type (HID 1.11 §6.2.2.6).

bool is_top_application(const Collection& collection) {
  return collection.parent < 0 && collection.type == application;
}

}  // namespace

std::string_view name_of(ReportType type) {
  switch (type) {
    case ReportType::input:
      return "Input";
    case ReportType::output:
      return "Output";
    case ReportType::feature:
      return "Feature";
  }
  return "unknown";
}

const Report* Descriptor::find_report(ReportType type, std::uint8_t id) const {
  const auto found = std::find_if(reports.begin(), reports.end(), [&](const Report& report) {
    return report.type == type && report.id == id;
  });
  return found == reports.end() ? nullptr : &*found;
}

std::size_t Descriptor::report_bytes(ReportType type, std::uint8_t id) const {
  const Report* report = find_report(type, id);
  if (report == nullptr) return 0;
  return (std::size_t{report->bit_size} + 7) / 8 + (uses_report_ids ? 1 : 0);
}

bool Descriptor::has_application(Usage usage) const {
  return std::any_of(collections.begin(), collections.end(), [&](const Collection& collection) {
    return is_top_application(collection) && collection.usage == usage;
  });
}

bool Descriptor::has_application_on_page(std::uint16_t page) const {
  return std::any_of(collections.begin(), collections.end(), [&](const Collection& collection) {
    return is_top_application(collection) && collection.usage.page == page;
  });
}

}  // namespace upshid::hid
