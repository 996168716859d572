#include "conf/upsd_conf.h"

#include <utility>

#include "base/text.h"
#include "conf/lexer.h"
#include "conf/load.h"
#include "conf/this_host.h"

namespace upshid::conf {

namespace {

bool is_loopback(std::string_view address) {
  return is_this_host(address, {}) || address == "ip6-localhost" || address == "localhost6";
}

bool is_ipv6(std::string_view address) {
  return address.find(':') != std::string_view::npos;
}

// "[nas]"
bool is_header(const Line& line) {
  const std::string& text = line.front().text;
  return text.size() > 2 && text.front() == '[' && text.back() == ']';
}

// "upsmon secondary" or "upsmon = secondary"; slave is its older name.
bool makes_secondary(const Line& line) {
  if (base::compare_no_case(line.front().text, "upsmon") != 0 || line.size() < 2) return false;
  const std::string& role = line.back().text;
  return base::compare_no_case(role, "secondary") == 0 || base::compare_no_case(role, "slave") == 0;
}

}  // namespace

Listen where_upsd_listens(const UpsdConf& conf) {
  for (const Listen& one : conf.listens) {
    if (one.address == "*" || one.address == "0.0.0.0" || (one.is_local && !is_ipv6(one.address)))
      return {"127.0.0.1", one.port, one.at, true};
  }
  for (const Listen& one : conf.listens) {
    if (one.address == "::" || one.is_local) return {"::1", one.port, one.at, true};
  }
  if (!conf.listens.empty()) return conf.listens.front();
  return {"127.0.0.1", {}, {}, true};
}

UpsdConf parse_upsd_conf(std::string_view text, std::string path) {
  UpsdConf out;
  out.path = std::move(path);
  out.found = true;
  for (const Line& line : lex(text).lines) {
    if (line.size() < 2) continue;
    if (line.front().text == "STATEPATH") out.state_path = line[1].text;
    if (line.front().text != "LISTEN") continue;
    out.listens.push_back({line[1].text, line.size() > 2 ? line[2].text : "", line.front().at,
                           is_loopback(line[1].text)});
  }
  return out;
}

UpsdUsers parse_upsd_users(std::string_view text, std::string path) {
  UpsdUsers out;
  out.path = std::move(path);
  out.found = true;
  for (const Line& line : lex(text).lines) {
    if (is_header(line)) {
      const std::string& header = line.front().text;
      out.users.push_back({header.substr(1, header.size() - 2), line.front().at, false});
    } else if (!out.users.empty() && makes_secondary(line)) {
      out.users.back().is_secondary = true;
    }
  }
  return out;
}

Result<UpsdConf> load_upsd_conf(const std::string& confdir) {
  return load<UpsdConf>(confdir + "/upsd.conf", parse_upsd_conf);
}

Result<UpsdUsers> load_upsd_users(const std::string& confdir) {
  return load<UpsdUsers>(confdir + "/upsd.users", parse_upsd_users);
}

}  // namespace upshid::conf
