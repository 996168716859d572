// upshid.conf(5), which users write their file by.

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>

#include "base/file.h"
#include "base/text.h"
#include "conf/upshid_conf.h"

using namespace upshid;
using namespace upshid::conf;
using namespace std::chrono_literals;

namespace {

std::string manual() {
  return base::read_file(std::string(UPSHID_ROOT) + "/tools/upshid-monitor/upshid.conf.5").value();
}

// What stands between .Bd and .Ed in a section.
std::string examples_of(std::string_view text, std::string_view section) {
  const auto begin = text.find(".Sh " + std::string(section) + "\n");
  REQUIRE(begin != std::string_view::npos);
  text = text.substr(begin, text.find("\n.Sh ", begin) - begin);
  std::string examples;
  for (auto at = text.find(".Bd "); at != std::string_view::npos; at = text.find(".Bd ", at)) {
    at = text.find('\n', at) + 1;
    examples += text.substr(at, text.find(".Ed", at) - at);
  }
  return examples;
}

}  // namespace

TEST_CASE("the manual's examples are valid and set everything that there is to set") {
  const UpshidConf conf = parse_upshid_conf(examples_of(manual(), "EXAMPLES"), "f");
  CHECK(conf.complaints.empty());
  CHECK(conf.shutdown_charge == 30);
  CHECK(conf.shutdown_runtime == 420s);
  CHECK(conf.shutdown_on_battery == 1800s);
  CHECK(conf.script_deadline == 240s);
  CHECK(conf.halt_reserve == 90s);
  CHECK(conf.comms_grace == 10s);
  CHECK(conf.onbatt_hold == 5s);
  CHECK(conf.selftest == SelftestSchedule::weekly);
  CHECK(conf.selftest_kind == SelftestKind::deep);
  CHECK(conf.lowbatt_on_line);
  CHECK(conf.timers_unchecked);
  CHECK(conf.repeat_commands);
}

TEST_CASE("each directive of the manual's examples is explained in it, and no other") {
  const std::string text = manual();
  const std::string example = examples_of(text, "EXAMPLES");
  std::string used;
  for (const auto line : base::split(example, '\n')) {
    if (!line.empty()) used += std::string(base::words(line).at(0)) + "\n";
  }
  std::string explained;
  for (const auto line : base::split(text, '\n')) {
    if (line.starts_with(".It Ic ")) explained += std::string(base::words(line).at(2)) + "\n";
  }
  CHECK(used == explained);
}

TEST_CASE("the defaults in the manual are those of the program") {
  const UpshidConf conf = parse_upshid_conf("", "f");
  const std::string text = manual();
  const auto says_default = [&text](std::string_view directive, std::chrono::seconds value) {
    const auto at = text.find(".It Ic " + std::string(directive));
    REQUIRE(at != std::string::npos);
    const auto item = text.substr(at, text.find("\n.It ", at + 1) - at) + "\n";
    return item.find("The default is " + std::to_string(value.count()) + ".\n") !=
           std::string::npos;
  };
  CHECK(says_default("SCRIPT_DEADLINE", conf.script_deadline));
  CHECK(says_default("HALT_RESERVE", conf.halt_reserve));
  CHECK(says_default("COMMS_GRACE", conf.comms_grace));
  CHECK(says_default("ONBATT_HOLD", conf.onbatt_hold));
}

TEST_CASE("the lines that the manual shows as the defaults change nothing") {
  const UpshidConf shown = parse_upshid_conf(examples_of(manual(), "DEFAULTS"), "f");
  const UpshidConf conf = parse_upshid_conf("", "f");
  CHECK(shown.complaints.empty());
  CHECK(shown.shutdown_charge == conf.shutdown_charge);
  CHECK(shown.shutdown_runtime == conf.shutdown_runtime);
  CHECK(shown.shutdown_on_battery == conf.shutdown_on_battery);
  CHECK(shown.script_deadline == conf.script_deadline);
  CHECK(shown.halt_reserve == conf.halt_reserve);
  CHECK(shown.comms_grace == conf.comms_grace);
  CHECK(shown.onbatt_hold == conf.onbatt_hold);
  CHECK(shown.selftest == conf.selftest);
  CHECK(shown.selftest_kind == conf.selftest_kind);
  CHECK(shown.lowbatt_on_line == conf.lowbatt_on_line);
  CHECK(shown.timers_unchecked == conf.timers_unchecked);
  CHECK(shown.repeat_commands == conf.repeat_commands);
}
