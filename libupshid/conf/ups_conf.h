#ifndef UPSHID_CONF_UPS_CONF_H
#define UPSHID_CONF_UPS_CONF_H

// ups.conf: which UPSes there are and how to treat them. The file is NUT's; its meaning is that of
// NUT 2.8.5 except where the comments here say otherwise.

#include <upshid/result.h>

#include <string>
#include <string_view>
#include <vector>

#include "conf/complaint.h"
#include "conf/lexer.h"
#include "conf/ups_settings.h"

namespace upshid::conf {

// "key = value", or "key" alone (a flag).
struct Entry {
  std::string key;  // As written; compare without regard to letter case.
  std::string value;
  bool is_flag = false;
  Position at;        // Of the key.
  Position value_at;  // Of the value; of the key if there is none.
};

// The last entry with this key, letter case ignored; nullptr if there is none. NUT ignores case
// for a driver's own keys but not for "driver", "port" and the like; here it is ignored for all.
const Entry* find_entry(const std::vector<Entry>& entries, std::string_view key);

struct UpsSection {
  std::string name;
  Position at;                 // Of its first header.
  std::vector<Entry> entries;  // In file order. A later one with the same key applies.
  UpsSettings settings;        // What they say.

  const Entry* find(std::string_view key) const { return find_entry(entries, key); }
};

struct UpsConf {
  std::string path;
  bool found = false;          // False: there is no such file.
  std::vector<Entry> globals;  // Before the first section.
  // In order of first appearance. A section whose header comes again is continued, as in NUT; one
  // without `driver`, which NUT ignores, is kept, since the driver is known here.
  std::vector<UpsSection> sections;
  Complaints complaints;

  // By exact name, else by name with letter case ignored, as upsd looks up the UPSes that it
  // serves.
  const UpsSection* find(std::string_view name) const;
};

// Reads what can be read; all that is wrong becomes a complaint.
UpsConf parse_ups_conf(std::string_view text, std::string path);

// The same from `confdir`/ups.conf. No such file is no section. Errors: permission, io,
// budget_exceeded; `where` is the path.
Result<UpsConf> load_ups_conf(const std::string& confdir);

// `asked_for` unless it is empty; then /etc/upshid if that is a directory, else /etc/nut.
std::string confdir_or_default(std::string_view asked_for);

}  // namespace upshid::conf

#endif
