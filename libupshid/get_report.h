#ifndef UPSHID_GET_REPORT_H
#define UPSHID_GET_REPORT_H

// One report of a device, asked for by its declared length.

#include <upshid/hid.h>
#include <upshid/result.h>

#include <cstdint>
#include <vector>

namespace upshid {

struct OpenUps;

// Into `buffer`, which then has the declared length; how many bytes of it came. Errors: those of
// the transport, long_report, short_report (nothing came), io (another report came).
Result<std::size_t> get_report(OpenUps& ups, hid::ReportType type, std::uint8_t id,
                               std::vector<std::uint8_t>& buffer);

// The same, and all of it came.
Result<void> get_whole_report(OpenUps& ups, hid::ReportType type, std::uint8_t id,
                              std::vector<std::uint8_t>& buffer);

Error wrong_length(hid::ReportType type, std::uint8_t id, std::size_t got, std::size_t expected);

}  // namespace upshid

#endif
