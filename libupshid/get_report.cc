#include "get_report.h"

#include <fmt/format.h>

#include "reader.h"

namespace upshid {

namespace {

std::string report_name(hid::ReportType type, std::uint8_t id) {
  return fmt::format("{} report 0x{:02x}", type == hid::ReportType::feature ? "feature" : "input",
                     id);
}

}  // namespace

Error wrong_length(hid::ReportType type, std::uint8_t id, std::size_t got, std::size_t expected) {
  return {got < expected ? Code::short_report : Code::long_report, report_name(type, id),
          fmt::format("received {} bytes, expected {}", got, expected), 0};
}

Result<std::size_t> get_report(OpenUps& ups, hid::ReportType type, std::uint8_t id,
                               std::vector<std::uint8_t>& buffer) {
  const std::size_t bytes = ups.descriptor.report_bytes(type, id);
  buffer.assign(bytes, 0);
  const auto got = ups.transport->get_report(type, id, buffer);
  if (!got) return got.error();
  if (*got == 0 || *got > bytes) return wrong_length(type, id, *got, bytes);
  if (ups.descriptor.uses_report_ids && buffer[0] != id) {
    return Error{Code::io, report_name(type, id),
                 fmt::format("answered as report 0x{:02x}", buffer[0]), 0};
  }
  return *got;
}

Result<void> get_whole_report(OpenUps& ups, hid::ReportType type, std::uint8_t id,
                              std::vector<std::uint8_t>& buffer) {
  const auto got = get_report(ups, type, id, buffer);
  if (!got) return got.error();
  if (*got != buffer.size()) return wrong_length(type, id, *got, buffer.size());
  return {};
}

}  // namespace upshid
