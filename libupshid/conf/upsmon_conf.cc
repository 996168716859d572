#include "conf/upsmon_conf.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "conf/directives.h"
#include "conf/load.h"
#include "conf/monitor_line.h"

namespace upshid::conf {

namespace {

class Reader;

struct Row {
  Directive directive;
  void (Reader::*read)(const Line&, const Row&);
  Range range{};
  std::chrono::seconds UpsmonConf::*seconds = nullptr;
  std::optional<std::string> UpsmonConf::*text = nullptr;
  std::string_view note{};  // Why it has no effect; empty if it has one.
};

// NUT passes a message to printf() with one text, two for these.
std::size_t max_places(NotifyType type) {
  return type == NotifyType::alarm || type == NotifyType::other ? 2 : 1;
}

// The first error in a NOTIFYMSG; empty if there is none.
std::string wrong_in_message(std::string_view message, NotifyType type) {
  std::size_t places = 0;
  for (std::size_t i = message.find('%'); i < message.size(); i = message.find('%', i + 2)) {
    const std::string_view pair = message.substr(i, 2);
    if (pair == "%s" && ++places > max_places(type))
      return fmt::format("{} times \"%s\", expected {} at most", places, max_places(type));
    if (pair != "%s" && pair != "%%") return fmt::format("\"{}\", expected \"%s\" or \"%%\"", pair);
  }
  return {};
}

class Reader {
 public:
  Reader(std::string_view text, std::string path, const OwnNames& own)
      : in_(text, path, conf_.complaints), path_(std::move(path)), own_(own) {}

  UpsmonConf run() &&;

  void read_seconds(const Line& line, const Row& row) {
    const auto n = in_.number(row.directive.name(), line[1], row.range);
    if (!n) return;
    in_.once(std::string(row.directive.name()), line.front().at);
    conf_.*(row.seconds) = std::chrono::seconds(*n);
  }

  void read_text(const Line& line, const Row& row) {
    in_.once(std::string(row.directive.name()), line.front().at);
    conf_.*(row.text) = line[1].text;
    if (!line[1].text.empty()) return;
    in_.warning(ComplaintCode::missing_value, line[1].at,
                fmt::format("{} \"\": expected a value; treated as not set", row.directive.name()));
    (conf_.*(row.text)).reset();
  }

  void read_nothing(const Line& /*line*/, const Row& /*row*/) {}

  void read_monitor(const Line& line, const Row& row);
  void read_message(const Line& line, const Row& row);
  void read_flags(const Line& line, const Row& row);
  void read_min_supplies(const Line& line, const Row& row);
  void read_alarm_critical(const Line& line, const Row& row);
  void read_exit(const Line& line, const Row& row);

 private:
  std::optional<NotifyType> read_type(const Line& line);
  void read_power_value(Monitor& monitor, const Word& word);
  void check_supplies();

  UpsmonConf conf_;
  Directives in_;
  std::string path_;
  const OwnNames& own_;
  Position supplies_at_;
};

constexpr Row seconds_row(std::string_view form, Range range,
                          std::chrono::seconds UpsmonConf::*member, std::string_view note = {}) {
  return {{form}, &Reader::read_seconds, range, member, nullptr, note};
}
constexpr Row text_row(std::string_view form, std::optional<std::string> UpsmonConf::*member) {
  return {{form}, &Reader::read_text, {}, nullptr, member, {}};
}
constexpr Row noted_row(Directive directive, std::string_view note) {
  return {directive, &Reader::read_nothing, {}, nullptr, nullptr, note};
}

constexpr std::string_view no_polling =
    "changes are acted on when the UPS reports them; pollinterval in ups.conf sets how often it is "
    "read";
constexpr std::string_view no_network = "the network is not used";

constexpr std::array rows{
    Row{{"MONITOR system powervalue user password primary|secondary", 5, 5, true},
        &Reader::read_monitor},
    Row{{"NOTIFYMSG type message", 2, 2}, &Reader::read_message},
    Row{{"NOTIFYFLAG type flag[+flag]", 2, 2}, &Reader::read_flags},
    Row{{"MINSUPPLIES number"}, &Reader::read_min_supplies},
    Row{{"ALARMCRITICAL 0|1"}, &Reader::read_alarm_critical},
    Row{{"SHUTDOWNEXIT yes|no|seconds"}, &Reader::read_exit},
    text_row("SHUTDOWNCMD command", &UpsmonConf::shutdown_command),
    text_row("POWERDOWNFLAG file", &UpsmonConf::powerdown_flag),
    text_row("NOTIFYCMD command", &UpsmonConf::notify_command),
    text_row("RUN_AS_USER user", &UpsmonConf::run_as_user),
    seconds_row("POLLFREQ seconds", seconds_from_1, &UpsmonConf::poll_interval, no_polling),
    seconds_row("POLLFREQALERT seconds", seconds_from_1, &UpsmonConf::poll_interval_alert,
                no_polling),
    seconds_row("HOSTSYNC seconds", seconds_from_0, &UpsmonConf::host_sync),
    seconds_row("DEADTIME seconds", seconds_from_0, &UpsmonConf::dead_time),
    seconds_row("RBWARNTIME seconds", seconds_from_0, &UpsmonConf::replbatt_every),
    seconds_row("NOCOMMWARNTIME seconds", seconds_from_0, &UpsmonConf::nocomm_every),
    seconds_row("FINALDELAY seconds", seconds_from_0, &UpsmonConf::final_delay),
    seconds_row("OFFDURATION seconds", any_seconds, &UpsmonConf::off_duration),
    seconds_row("OBLBDURATION seconds", any_seconds, &UpsmonConf::oblb_duration),
    seconds_row("OVERDURATION seconds", any_seconds, &UpsmonConf::over_duration),
    noted_row({"POLLFAIL_LOG_THROTTLE_MAX number"}, "a UPS that cannot be read is reported once"),
    noted_row({"DEBUG_MIN level"}, "use the options of upshid-monitor"),
    noted_row({"debug_min level"}, "use the options of upshid-monitor"),
    noted_row({"CERTPATH path"}, no_network),
    noted_row({"CERTFILE file"}, no_network),
    noted_row({"CERTIDENT name password", 2, 2, true}, no_network),
    noted_row({"CERTHOST host name 0|1 0|1", 4, 4}, no_network),
    noted_row({"CERTVERIFY 0|1"}, no_network),
    noted_row({"FORCESSL 0|1"}, no_network),
};

UpsmonConf Reader::run() && {
  conf_.found = true;
  for (const Line& line : in_.lines()) {
    const Row* row = in_.match(line, std::span<const Row>(rows));
    if (row == nullptr) continue;
    const std::size_t known = conf_.complaints.size();
    (this->*(row->read))(line, *row);
    if (!row->note.empty() && conf_.complaints.size() == known) {
      in_.note(ComplaintCode::no_effect, line.front().at,
               fmt::format("{} has no effect: {}", row->directive.name(), row->note));
    }
  }
  check_supplies();
  conf_.lines = in_.finish();
  conf_.path = std::move(path_);
  return std::move(conf_);
}

void Reader::read_monitor(const Line& line, const Row& /*row*/) {
  Monitor monitor;
  monitor.at = line.front().at;
  monitor.system = line[1].text;
  const auto system = parse_system(monitor.system);
  if (!system) {
    in_.bad_value("MONITOR", line[1], "name[@host[:port]]");
    return;
  }
  for (const Monitor& other : conf_.monitors) {
    if (other.system != monitor.system) continue;
    in_.warning(
        ComplaintCode::repeated, line[1].at,
        fmt::format("MONITOR \"{}\" repeated, first at {}:{}; this one is ignored, as in NUT",
                    monitor.system, other.at.line, other.at.column));
    return;
  }
  monitor.ups = system->ups;
  monitor.host = system->on.host;
  monitor.port = system->on.port;
  monitor.is_local = is_this_host(monitor.host, own_);
  const auto power_value = in_.number("power value", line[2], {0, 1000, "a number from 0 to 1000"});
  if (!power_value) return;
  monitor.power_value = static_cast<int>(*power_value);
  monitor.user = line[3].text;
  monitor.password = line[4].text;
  if (const auto type = monitor_type(line[5].text)) {
    monitor.type = *type;
  } else {
    // Not quoted: if a password with a space lacks its quotes, this word is a part of it.
    monitor.type = MonitorType::secondary;
    in_.warning(
        ComplaintCode::bad_value, line[5].at,
        "type is neither \"primary\" nor \"secondary\" (formerly \"master\" and \"slave\"); "
        "read as \"secondary\", as in NUT");
  }
  monitor.may_be_local =
      !monitor.is_local && monitor.type == MonitorType::primary && is_address(monitor.host);
  if (!monitor.is_local && !monitor.may_be_local) {
    in_.warning(ComplaintCode::other_machine, line[1].at,
                fmt::format("MONITOR \"{}\": host \"{}\" is not this machine; only UPSes of this "
                            "machine are watched",
                            monitor.system, monitor.host));
  }
  conf_.monitors.push_back(std::move(monitor));
}

std::optional<NotifyType> Reader::read_type(const Line& line) {
  const auto type = notify_type(line[1].text);
  if (type) {
    in_.once(fmt::format("{} {}", line.front().text, name_of(*type)), line.front().at);
  } else if (base::compare_no_case(line[1].text, "SUSPEND_TIMEJUMP_UNEXPECTED") == 0) {
    in_.note(ComplaintCode::no_effect, line[1].at,
             "SUSPEND_TIMEJUMP_UNEXPECTED has no effect: upshid's clock does not jump");
  } else {
    in_.error(ComplaintCode::unknown_name, line[1].at,
              fmt::format("unknown notify type \"{}\"; expected one such as ONBATT; the line is "
                          "ignored",
                          line[1].text));
  }
  return type;
}

void Reader::read_message(const Line& line, const Row& /*row*/) {
  const auto type = read_type(line);
  if (!type) return;
  conf_.notifications[static_cast<std::size_t>(*type)].message = line[2].text;
  const std::string wrong = wrong_in_message(line[2].text, *type);
  if (!wrong.empty()) {
    in_.warning(
        ComplaintCode::bad_value, line[2].at,
        fmt::format("NOTIFYMSG {} has {}; the message is used as written", name_of(*type), wrong));
  }
}

// Flags given replace those of before, also where one of them is unknown: NUT clears them first.
void Reader::read_flags(const Line& line, const Row& /*row*/) {
  const auto type = read_type(line);
  if (!type) return;
  NotifyFlags flags;
  for (const std::string_view name : base::split(line[2].text, '+')) {
    if (const auto flag = notify_flag(name)) {
      flags.set(*flag);
    } else {
      in_.error(ComplaintCode::unknown_name, line[2].at,
                fmt::format("unknown notify flag \"{}\": expected SYSLOG, WALL, EXEC or IGNORE in "
                            "capitals, joined by '+'; ignored, as in NUT",
                            name));
    }
  }
  conf_.notifications[static_cast<std::size_t>(*type)].flags = flags;
}

void Reader::read_min_supplies(const Line& line, const Row& row) {
  const auto n = in_.number("MINSUPPLIES", line[1], {0, 1000, "a number from 0 to 1000"});
  if (!n) return;
  in_.once(std::string(row.directive.name()), line.front().at);
  conf_.min_supplies = static_cast<int>(*n);
  supplies_at_ = line.front().at;
  if (*n == 0)
    in_.warning(ComplaintCode::supplies, line[1].at,
                "MINSUPPLIES 0: expected 1 or more; this machine is never shut down");
}

void Reader::read_alarm_critical(const Line& line, const Row& row) {
  const auto n = in_.number("ALARMCRITICAL", line[1], {0, 1, "0 or 1"});
  if (!n) return;
  in_.once(std::string(row.directive.name()), line.front().at);
  conf_.alarm_critical = *n != 0;
}

void Reader::read_exit(const Line& line, const Row& row) {
  in_.once(std::string(row.directive.name()), line.front().at);
  const std::string& word = line[1].text;
  const auto is_one_of = [&word](const std::array<std::string_view, 3>& names) {
    return std::any_of(names.begin(), names.end(), [&word](std::string_view name) {
      return base::compare_no_case(word, name) == 0;
    });
  };
  const auto number = base::parse_integer(word);
  if (is_one_of({"yes", "on", "true"})) {
    conf_.exit_after = std::chrono::seconds(0);
  } else if (is_one_of({"no", "off", "false"})) {
    conf_.exit_after.reset();
  } else if (number && *number >= -max_seconds && *number <= max_seconds) {
    conf_.exit_after.reset();
    if (*number >= 0) conf_.exit_after = std::chrono::seconds(*number);
  } else {
    conf_.exit_after = std::chrono::seconds(0);
    in_.bad_value("SHUTDOWNEXIT", line[1], "yes, no or a whole number of seconds",
                  "read as \"yes\", as in NUT");
  }
}

// Without a MONITOR line the UPS of this machine is watched, so nothing can be missing.
void Reader::check_supplies() {
  if (conf_.monitors.empty()) return;
  int sum = 0;
  for (const Monitor& monitor : conf_.monitors) sum += monitor.power_value;
  if (sum >= conf_.min_supplies) return;
  const bool is_set = conf_.min_supplies != 1;
  in_.error(ComplaintCode::supplies, is_set ? supplies_at_ : conf_.monitors.back().at,
            fmt::format("the power values of all MONITOR lines total {}; MINSUPPLIES {} requires "
                        "more; NUT does not start",
                        sum, conf_.min_supplies));
}

}  // namespace

std::string_view UpsmonConf::message_of(NotifyType type) const {
  const auto& message = notification(type).message;
  return message ? std::string_view(*message) : default_message(type);
}

UpsmonConf parse_upsmon_conf(std::string_view text, std::string path, const OwnNames& own) {
  return Reader(text, std::move(path), own).run();
}

Result<UpsmonConf> load_upsmon_conf(const std::string& confdir, const OwnNames& own) {
  return load<UpsmonConf>(confdir + "/upsmon.conf",
                          [&own](std::string_view text, std::string path) {
                            return parse_upsmon_conf(text, std::move(path), own);
                          });
}

}  // namespace upshid::conf
