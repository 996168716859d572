#include "conf/files.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace upshid::conf {

Files load_files(std::string_view confdir) {
  Files out;
  out.confdir = confdir_or_default(confdir);
  const OwnNames own = own_names();
  out.ups = file_of(load_ups_conf(out.confdir), out.confdir + "/ups.conf");
  out.upsmon = file_of(load_upsmon_conf(out.confdir, own), out.confdir + "/upsmon.conf");
  out.upssched = file_of(load_upssched_conf(out.confdir, own), out.confdir + "/upssched.conf");
  out.upshid = file_of(load_upshid_conf(out.confdir), out.confdir + "/upshid.conf");
  out.nut = file_of(load_nut_conf(out.confdir), out.confdir + "/nut.conf");
  out.users = file_of(load_upsd_users(out.confdir), out.confdir + "/upsd.users");
  out.upsd = file_of(load_upsd_conf(out.confdir), out.confdir + "/upsd.conf");
  return out;
}

std::optional<Position> place_of(const std::vector<Line>& lines,
                                 std::initializer_list<std::string_view> words) {
  std::optional<Position> out;
  for (const Line& line : lines) {
    if (line.size() < words.size() || line.front().text != *words.begin()) continue;
    const bool fits = std::equal(words.begin(), words.end(), line.begin(),
                                 [](std::string_view word, const Word& found) {
                                   return base::compare_no_case(word, found.text) == 0;
                                 });
    if (fits) out = line.front().at;
  }
  return out;
}

}  // namespace upshid::conf
