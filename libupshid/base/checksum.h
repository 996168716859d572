#ifndef UPSHID_BASE_CHECKSUM_H
#define UPSHID_BASE_CHECKSUM_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace upshid::base {

// The CRC-32 of IEEE 802.3, as in zlib and gzip.
std::uint32_t crc32(std::string_view bytes);

// The text, and "crc32 XXXXXXXX" as its last line.
std::string with_checksum(std::string text);
// The text before that line; nullopt if it is missing or not that of the text.
std::optional<std::string_view> without_checksum(std::string_view text);

}  // namespace upshid::base

#endif
