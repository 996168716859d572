#ifndef UPSHID_CONF_POWERDOWN_FLAG_H
#define UPSHID_CONF_POWERDOWN_FLAG_H

#include <upshid/result.h>

#include <string>
#include <string_view>

#include "base/unique_fd.h"

namespace upshid::conf {

// POWERDOWNFLAG: the file that makes the last step of the halt have the UPS cut the power. As in
// NUT, its content identifies it (clients/upsmon.h, SDMAGIC).
inline constexpr std::string_view powerdown_flag_content = "upsmon-shutdown-file";

struct PowerdownFlag {
  enum class Found : unsigned char {
    nothing,
    empty,  // Not completely written.
    flag,
    other,  // A file with other content.
  };
  Found found = Found::nothing;
  base::UniqueFd fd;
};

// Opens it, if it exists, with O_RDONLY or O_RDWR. Others may be able to write to its folder: it
// never waits for them, and only a regular file of root or of the effective user is accepted.
// Errors: permission, io; invalid_argument: something else is there.
Result<PowerdownFlag> open_powerdown_flag(const std::string& path, int access);

}  // namespace upshid::conf

#endif
