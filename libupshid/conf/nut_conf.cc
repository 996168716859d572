#include "conf/nut_conf.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "conf/load.h"
#include "conf/shell_assignments.h"

namespace upshid::conf {

namespace {

constexpr std::array<std::string_view, 6> mode_names{"none",      "standalone", "netserver",
                                                     "netclient", "controlled", "manual"};

// Those of NUT 2.8.5 without the prefix NUT_, which all of it belongs to NUT.
constexpr std::array<std::string_view, 7> known_names{
    "MODE",           "ALLOW_NO_DEVICE", "ALLOW_NOT_ALL_LISTENERS", "UPSD_OPTIONS",
    "UPSMON_OPTIONS", "POWEROFF_WAIT",   "POWEROFF_QUIET"};

bool is_known(std::string_view name) {
  return name.starts_with("NUT_") ||
         std::find(known_names.begin(), known_names.end(), name) != known_names.end();
}

std::optional<NutMode> nut_mode(std::string_view name) {
  const auto at = std::find(mode_names.begin(), mode_names.end(), name);
  if (at == mode_names.end()) return std::nullopt;
  return static_cast<NutMode>(at - mode_names.begin());
}

// NUT hands it to sleep(1): seconds, or a number of s, m, h or d.
std::optional<std::chrono::seconds> sleep_time(std::string_view text) {
  std::int64_t unit = 1;
  constexpr std::array<std::pair<char, std::int64_t>, 4> units{
      {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}}};
  for (const auto& [letter, length] : units) {
    if (text.empty() || text.back() != letter) continue;
    unit = length;
    text.remove_suffix(1);
    break;
  }
  const auto number = base::parse_integer(text);
  if (!number || *number < 0 || *number > 2147483647 / unit) return std::nullopt;
  return std::chrono::seconds(*number * unit);
}

// For complaints, which are one line. A shell's value may be of many.
std::string printable(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte < 0x20 || byte >= 0x7f ? fmt::format("\\x{:02x}", byte) : std::string(1, c);
  }
  return out;
}

class Reader {
 public:
  Reader(std::string_view text, std::string path) {
    conf_.found = true;
    conf_.path = std::move(path);
    auto read = read_assignments(text);
    conf_.assignments = std::move(read.assignments);
    for (Diagnostic& d : read.diagnostics) tell(d.severity, d.at, std::move(d.what));
  }

  NutConf run() && {
    for (const Assignment& assignment : conf_.assignments) {
      if (!is_known(assignment.name)) {
        tell(Severity::notice, assignment.at,
             fmt::format("\"{}\" is no variable of NUT's, expected one such as MODE; it has no "
                         "effect",
                         assignment.name));
      } else if (const Assignment* last = conf_.find(assignment.name); last != &assignment) {
        tell(Severity::warning, assignment.at,
             fmt::format("{} again at {}:{}, expected it once; that one counts", assignment.name,
                         last->at.line, last->at.column));
      }
    }
    read_mode();
    read_poweroff_wait();
    std::stable_sort(conf_.complaints.begin(), conf_.complaints.end(),
                     [](const Complaint& a, const Complaint& b) {
                       return std::tie(a.at.line, a.at.column) < std::tie(b.at.line, b.at.column);
                     });
    return std::move(conf_);
  }

 private:
  void tell(Severity severity, Position at, std::string what) {
    conf_.complaints.push_back({severity, conf_.path, at, std::move(what)});
  }

  void read_mode() {
    const Assignment* mode = conf_.find("MODE");
    if (mode == nullptr) {
      tell(Severity::warning, {},
           "no MODE, expected \"MODE=standalone\" or another; NUT starts nothing");
      return;
    }
    conf_.mode = nut_mode(mode->value);
    if (conf_.mode) return;
    tell(Severity::error, mode->at,
         fmt::format("MODE \"{}\", expected none, standalone, netserver, netclient, controlled or "
                     "manual; NUT starts nothing",
                     printable(mode->value)));
  }

  void read_poweroff_wait() {
    const Assignment* wait = conf_.find("POWEROFF_WAIT");
    if (wait == nullptr || wait->value.empty()) return;
    conf_.poweroff_wait = sleep_time(wait->value);
    if (conf_.poweroff_wait) return;
    tell(Severity::error, wait->at,
         fmt::format(
             "POWEROFF_WAIT \"{}\", expected a whole number, of seconds or with s, m, h or d "
             "after it; it is left out",
             printable(wait->value)));
  }

  NutConf conf_;
};

}  // namespace

std::string_view name_of(NutMode mode) {
  return mode_names.at(static_cast<std::size_t>(mode));
}

const Assignment* NutConf::find(std::string_view name) const {
  const auto last = std::find_if(assignments.rbegin(), assignments.rend(),
                                 [name](const Assignment& a) { return a.name == name; });
  return last == assignments.rend() ? nullptr : &*last;
}

NutConf parse_nut_conf(std::string_view text, std::string path) {
  return Reader(text, std::move(path)).run();
}

Result<NutConf> load_nut_conf(const std::string& confdir) {
  return load<NutConf>(confdir + "/nut.conf", parse_nut_conf);
}

}  // namespace upshid::conf
