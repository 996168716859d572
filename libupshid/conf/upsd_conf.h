#ifndef UPSHID_CONF_UPSD_CONF_H
#define UPSHID_CONF_UPSD_CONF_H

// upsd.conf and upsd.users: whom NUT's server serves. upshid has no server, so only what tells of
// other machines is read: where upsd listens, the users of upsmon on a secondary, and where it
// looks for drivers.

#include <upshid/result.h>

#include <string>
#include <string_view>
#include <vector>

#include "conf/complaint.h"

namespace upshid::conf {

struct Listen {
  std::string address;  // As written: "0.0.0.0", "*", "nas.lan".
  std::string port;     // Empty: 3493.
  Position at;
  bool is_local = false;  // Reachable from this machine alone.
};

struct UpsdConf {
  std::string path;
  bool found = false;
  std::vector<Listen> listens;  // None: upsd listens on localhost.
  std::string state_path;       // STATEPATH; empty: not set.
  Complaints complaints;        // None: the file has no meaning here.
};

struct UpsdUser {
  std::string name;
  Position at;                // Of the header.
  bool is_secondary = false;  // "upsmon secondary", or slave.
};

struct UpsdUsers {
  std::string path;
  bool found = false;
  std::vector<UpsdUser> users;
  Complaints complaints;
};

// The address at which this machine reaches upsd; a loopback address if it listens there.
Listen where_upsd_listens(const UpsdConf& conf);

UpsdConf parse_upsd_conf(std::string_view text, std::string path);
UpsdUsers parse_upsd_users(std::string_view text, std::string path);

// Errors: permission, io, budget_exceeded; `where` is the path.
Result<UpsdConf> load_upsd_conf(const std::string& confdir);
Result<UpsdUsers> load_upsd_users(const std::string& confdir);

}  // namespace upshid::conf

#endif
