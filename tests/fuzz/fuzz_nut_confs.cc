// The first byte says which of the files the rest is.

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>

#include "base/text.h"
#include "conf/nut_conf.h"
#include "conf/upshid_conf.h"
#include "conf/upsmon_conf.h"
#include "conf/upssched_conf.h"
#include "fuzz/require.h"

using namespace upshid;

namespace {

// Complaints point into the file, in file order, and say something in one printable line.
void check(const Complaints& complaints, std::string_view text) {
  const auto lines = base::split(text, '\n');
  conf::Position last{1, 1};
  for (const Complaint& complaint : complaints) {
    require(complaint.file == "f");
    require(complaint.text().starts_with("f:"));
    require(!complaint.what.empty());
    require(complaint.what.find('\n') == std::string::npos);
    const conf::Position at{complaint.line, complaint.column};
    require(at.line >= 1 && at.line <= lines.size());
    require(at.column >= 1 && at.column <= lines[at.line - 1].size() + 1);
    require(std::tie(last.line, last.column) <= std::tie(at.line, at.column));
    last = at;
  }
}

bool is_seconds(std::chrono::seconds value, std::int64_t least) {
  return value.count() >= least && value.count() <= 2147483647;
}

void run_upsmon(std::string_view text) {
  const conf::UpsmonConf conf = conf::parse_upsmon_conf(text, "f");
  check(conf.complaints, text);
  for (const conf::Monitor& monitor : conf.monitors) {
    require(!monitor.ups.empty() && !monitor.host.empty() && monitor.port != 0);
    require(monitor.power_value >= 0);
    require(std::ranges::count(conf.monitors, monitor.system, &conf::Monitor::system) == 1);
  }
  require(conf.min_supplies >= 0);
  require(is_seconds(conf.poll_interval, 1) && is_seconds(conf.poll_interval_alert, 1));
  require(is_seconds(conf.dead_time, 0) && is_seconds(conf.final_delay, 0));
  require(!conf.exit_after || is_seconds(*conf.exit_after, 0));
}

void run_upssched(std::string_view text) {
  const conf::UpsschedConf conf = conf::parse_upssched_conf(text, "f");
  check(conf.complaints, text);
  for (const conf::PlanLine& rule : conf.plan) {
    require(!rule.argument.empty());
    require(is_seconds(rule.delay, 0));
  }
}

void run_nut(std::string_view text) {
  const conf::NutConf conf = conf::parse_nut_conf(text, "f");
  check(conf.complaints, text);
  for (const conf::Assignment& assignment : conf.assignments) {
    require(!assignment.name.empty());
    require(conf.find(assignment.name) != nullptr);
  }
}

void run_upshid(std::string_view text) {
  const conf::UpshidConf conf = conf::parse_upshid_conf(text, "f");
  check(conf.complaints, text);
  require(!conf.shutdown_charge || (*conf.shutdown_charge >= 1 && *conf.shutdown_charge <= 100));
  require(!conf.shutdown_runtime || is_seconds(*conf.shutdown_runtime, 1));
  require(!conf.shutdown_on_battery || is_seconds(*conf.shutdown_on_battery, 1));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(data + 1, data + size);
  switch (data[0]) {
    case 'm':
      run_upsmon(text);
      break;
    case 's':
      run_upssched(text);
      break;
    case 'n':
      run_nut(text);
      break;
    case 'u':
      run_upshid(text);
      break;
    default:
      return -1;
  }
  return 0;
}
