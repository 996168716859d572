#include "conf/upshid_conf.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "base/text.h"
#include "conf/directives.h"
#include "conf/load.h"

namespace upshid::conf {

namespace {

constexpr std::array<std::string_view, 4> schedule_names{"never", "daily", "weekly", "monthly"};
constexpr std::array<std::string_view, 2> kind_names{"quick", "deep"};

// The place of a word in a list, letter case ignored.
template <class Names>
std::optional<std::size_t> place_of(std::string_view word, const Names& names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (base::compare_no_case(word, names[i]) == 0) return i;
  }
  return std::nullopt;
}

class Reader;

struct Row {
  Directive directive;
  bool (Reader::*read)(const Line&, const Row&);  // False: it was ignored.
  Range range{};
  void (*set)(UpshidConf&, std::int64_t) = nullptr;
};

class Reader {
 public:
  Reader(std::string_view text, std::string path)
      : in_(text, path, conf_.complaints), path_(std::move(path)) {}

  UpshidConf run() &&;

  bool read_number(const Line& line, const Row& row) {
    const auto n = in_.whole_number(row.directive.name(), line[1], row.range);
    if (n) row.set(conf_, *n);
    return n.has_value();
  }

  bool read_yes_no(const Line& line, const Row& row) {
    constexpr std::array<std::string_view, 8> words{"no",  "off", "false", "0",
                                                    "yes", "on",  "true",  "1"};
    const auto place = place_of(line[1].text, words);
    if (place) {
      row.set(conf_, *place < 4 ? 0 : 1);
    } else {
      in_.bad_value(row.directive.name(), line[1], "yes or no");
    }
    return place.has_value();
  }

  bool read_selftest(const Line& line, const Row& row);

 private:
  UpshidConf conf_;
  Directives in_;
  std::string path_;
};

using std::chrono::seconds;

constexpr std::array rows{
    Row{{"SHUTDOWN_CHARGE percent"},
        &Reader::read_number,
        {1, 100, "a percentage from 1 to 100"},
        [](UpshidConf& c, std::int64_t n) { c.shutdown_charge = static_cast<int>(n); }},
    Row{{"SHUTDOWN_RUNTIME seconds"},
        &Reader::read_number,
        {1, 86400, "a whole number of seconds from 1 to 86400"},
        [](UpshidConf& c, std::int64_t n) { c.shutdown_runtime = seconds(n); }},
    Row{{"SHUTDOWN_ONBATT seconds"},
        &Reader::read_number,
        {1, 604800, "a whole number of seconds from 1 to 604800"},
        [](UpshidConf& c, std::int64_t n) { c.shutdown_on_battery = seconds(n); }},
    Row{{"SCRIPT_DEADLINE seconds"},
        &Reader::read_number,
        {0, 86400, "a whole number of seconds from 0 to 86400"},
        [](UpshidConf& c, std::int64_t n) { c.script_deadline = seconds(n); }},
    Row{{"HALT_RESERVE seconds"},
        &Reader::read_number,
        {0, 3600, "a whole number of seconds from 0 to 3600"},
        [](UpshidConf& c, std::int64_t n) { c.halt_reserve = seconds(n); }},
    Row{{"COMMS_GRACE seconds"},
        &Reader::read_number,
        {0, 300, "a whole number of seconds from 0 to 300"},
        [](UpshidConf& c, std::int64_t n) { c.comms_grace = seconds(n); }},
    Row{{"ONBATT_HOLD seconds"},
        &Reader::read_number,
        {0, 300, "a whole number of seconds from 0 to 300"},
        [](UpshidConf& c, std::int64_t n) { c.onbatt_hold = seconds(n); }},
    Row{{"LOWBATT_ON_LINE yes|no"},
        &Reader::read_yes_no,
        {},
        [](UpshidConf& c, std::int64_t n) { c.lowbatt_on_line = n != 0; }},
    Row{{"TIMERS_UNCHECKED yes|no"},
        &Reader::read_yes_no,
        {},
        [](UpshidConf& c, std::int64_t n) { c.timers_unchecked = n != 0; }},
    Row{{"REPEAT_COMMANDS yes|no"},
        &Reader::read_yes_no,
        {},
        [](UpshidConf& c, std::int64_t n) { c.repeat_commands = n != 0; }},
    Row{{"NUT_SOCKET yes|no"},
        &Reader::read_yes_no,
        {},
        [](UpshidConf& c, std::int64_t n) { c.nut_socket = n != 0; }},
    Row{{"SELFTEST never|daily|weekly|monthly [quick|deep]", 1, 2}, &Reader::read_selftest},
};

UpshidConf Reader::run() && {
  conf_.found = true;
  for (const Line& line : in_.lines()) {
    const Row* row = in_.match(line, std::span<const Row>(rows));
    if (row == nullptr) continue;
    if ((this->*(row->read))(line, *row))
      in_.once(std::string(row->directive.name()), line.front().at);
  }
  conf_.lines = in_.finish();
  conf_.path = std::move(path_);
  return std::move(conf_);
}

bool Reader::read_selftest(const Line& line, const Row& /*row*/) {
  const auto schedule = place_of(line[1].text, schedule_names);
  if (!schedule) {
    in_.bad_value("SELFTEST", line[1], "never, daily, weekly or monthly");
    return false;
  }
  auto kind = std::optional<std::size_t>(0);
  if (line.size() > 2) kind = place_of(line[2].text, kind_names);
  if (!kind) {
    in_.bad_value(fmt::format("SELFTEST {}", schedule_names.at(*schedule)), line[2],
                  "quick or deep");
    return false;
  }
  conf_.selftest = static_cast<SelftestSchedule>(*schedule);
  conf_.selftest_kind = static_cast<SelftestKind>(*kind);
  return true;
}

}  // namespace

std::string_view name_of(SelftestSchedule schedule) {
  return schedule_names.at(static_cast<std::size_t>(schedule));
}

std::string_view name_of(SelftestKind kind) {
  return kind_names.at(static_cast<std::size_t>(kind));
}

UpshidConf parse_upshid_conf(std::string_view text, std::string path) {
  return Reader(text, std::move(path)).run();
}

Result<UpshidConf> load_upshid_conf(const std::string& confdir) {
  return load<UpshidConf>(confdir + "/upshid.conf", parse_upshid_conf);
}

}  // namespace upshid::conf
