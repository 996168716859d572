#ifndef UPSHID_GET_REPORT_H
#define UPSHID_GET_REPORT_H

// Requests one report of a device with its declared length.

#include <upshid/hid.h>
#include <upshid/result.h>

#include <cstdint>
#include <vector>

namespace upshid {

struct OpenUps;

// Reads it into `buffer`, which then has the declared length, and returns the number of bytes read.
// Errors: those of the transport, long_report, short_report (none), io (another report).
Result<std::size_t> get_report(OpenUps& ups, hid::ReportType type, std::uint8_t id,
                               std::vector<std::uint8_t>& buffer);

// The same; a short report is an error.
Result<void> get_whole_report(OpenUps& ups, hid::ReportType type, std::uint8_t id,
                              std::vector<std::uint8_t>& buffer);

Error wrong_length(hid::ReportType type, std::uint8_t id, std::size_t got, std::size_t expected);

}  // namespace upshid

#endif
