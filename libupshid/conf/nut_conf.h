#ifndef UPSHID_CONF_NUT_CONF_H
#define UPSHID_CONF_NUT_CONF_H

// nut.conf: which of NUT's services run. It is read by shells and by systemd (EnvironmentFile), so
// it has a shell's assignments, not the words of NUT's other files: NAME=value, no space around the
// '='. It has no effect on upshid, but MODE shows what NUT on this machine does: Debian's
// `upsmon -K` exits 0 with MODE=none, and its hook then cuts the power of the load at every halt
// (NUT issue 2935).

#include <upshid/result.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conf/complaint.h"

namespace upshid::conf {

enum class NutMode : std::uint8_t {
  none,
  standalone,
  netserver,
  netclient,
  controlled,
  manual,
};

// "standalone".
std::string_view name_of(NutMode mode);

struct Assignment {
  std::string name;
  std::string value;
  Position at;
};

struct NutConf {
  std::string path;
  bool found = false;  // False: there is no such file.

  // MODE. None if it is not set, which is "none" to NUT, or set to a word that NUT does not
  // know.
  std::optional<NutMode> mode;
  std::optional<std::chrono::seconds> poweroff_wait;  // POWEROFF_WAIT: "30", "30s", "5m", "1h".
  std::vector<Assignment> assignments;                // All, in file order; a later one applies.
  Complaints complaints;

  // The last with this name; nullptr if there is none.
  const Assignment* find(std::string_view name) const;
};

// Never fails: errors become complaints.
NutConf parse_nut_conf(std::string_view text, std::string path);

// The same from `confdir`/nut.conf. Errors: permission, io, budget_exceeded; `where` is the path.
Result<NutConf> load_nut_conf(const std::string& confdir);

}  // namespace upshid::conf

#endif
