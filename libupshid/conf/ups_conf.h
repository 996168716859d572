#ifndef UPSHID_CONF_UPS_CONF_H
#define UPSHID_CONF_UPS_CONF_H

// ups.conf: the UPSes and their settings. Its meaning is that of NUT 2.8.5 unless stated otherwise
// here.

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
  std::string key;  // As written; compare ignoring case.
  std::string value;
  bool is_flag = false;
  Position at;        // Of the key.
  Position value_at;  // Of the value; of the key if there is none.
};

// The last entry with this key, ignoring case; nullptr if there is none. (NUT ignores case in the
// keys of a driver, but not in "driver", "port" and others.)
const Entry* find_entry(const std::vector<Entry>& entries, std::string_view key);

struct UpsSection {
  std::string name;
  Position at;                 // Of its first header.
  std::vector<Entry> entries;  // In file order. A later one with the same key applies.
  UpsSettings settings;        // Their meaning.

  const Entry* find(std::string_view key) const { return find_entry(entries, key); }
};

struct UpsConf {
  std::string path;
  bool found = false;          // False: there is no such file.
  std::vector<Entry> globals;  // Before the first section.
  // In order of first appearance. A repeated header continues its section, as in NUT. A section
  // without `driver`, which NUT ignores, is kept.
  std::vector<UpsSection> sections;
  Complaints complaints;

  // By exact name, or else ignoring case, as upsd does.
  const UpsSection* find(std::string_view name) const;
};

// Never fails: errors become complaints.
UpsConf parse_ups_conf(std::string_view text, std::string path);

// Reads `confdir`/ups.conf. A missing file has no sections. Errors: permission, io,
// budget_exceeded; `where` is the path.
Result<UpsConf> load_ups_conf(const std::string& confdir);

// `requested`; if it is empty, /etc/upshid if that is a directory, otherwise /etc/nut.
std::string confdir_or_default(std::string_view requested);

}  // namespace upshid::conf

#endif
