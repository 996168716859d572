#include "conf/nut_conf.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
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
    for (Diagnostic& diagnostic : read.diagnostics) add(std::move(diagnostic));
  }

  NutConf run() && {
    for (const Assignment& assignment : conf_.assignments) {
      if (!is_known(assignment.name)) {
        add({ComplaintCode::unknown_name, Severity::notice, assignment.at,
             fmt::format("unknown variable \"{}\"; expected one such as MODE; ignored",
                         assignment.name)});
      } else if (const Assignment* last = conf_.find(assignment.name); last != &assignment) {
        add({ComplaintCode::repeated, Severity::warning, assignment.at,
             fmt::format("{} repeated at {}:{}; that one applies", assignment.name, last->at.line,
                         last->at.column)});
      }
    }
    read_mode();
    read_poweroff_wait();
    sort_by_place(conf_.complaints);
    return std::move(conf_);
  }

 private:
  void add(Diagnostic diagnostic) {
    conf_.complaints.push_back(complaint_at(conf_.path, std::move(diagnostic)));
  }

  void read_mode() {
    const Assignment* mode = conf_.find("MODE");
    if (mode == nullptr) {
      add({ComplaintCode::missing_setting,
           Severity::warning,
           {},
           "MODE is not set; expected \"MODE=standalone\" or another; NUT starts nothing"});
      return;
    }
    conf_.mode = nut_mode(mode->value);
    if (conf_.mode) return;
    add({ComplaintCode::bad_value, Severity::error, mode->at,
         fmt::format("MODE \"{}\": expected none, standalone, netserver, netclient, controlled or "
                     "manual; NUT starts nothing",
                     printable(mode->value))});
  }

  void read_poweroff_wait() {
    const Assignment* wait = conf_.find("POWEROFF_WAIT");
    if (wait == nullptr || wait->value.empty()) return;
    conf_.poweroff_wait = sleep_time(wait->value);
    if (conf_.poweroff_wait) return;
    add({ComplaintCode::bad_value, Severity::error, wait->at,
         fmt::format(
             "POWEROFF_WAIT \"{}\": expected a whole number, of seconds or with s, m, h or d "
             "after it; ignored",
             printable(wait->value))});
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
