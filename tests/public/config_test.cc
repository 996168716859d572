#include <doctest/doctest.h>
#include <upshid/config.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace upshid;

class Confdir {
 public:
  explicit Confdir(const std::vector<std::pair<std::string, std::string>>& files) {
    std::string name = (std::filesystem::temp_directory_path() / "upshid-config-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
    for (const auto& [file, text] : files) std::ofstream(path + "/" + file) << text;
  }
  Confdir(const Confdir&) = delete;
  Confdir& operator=(const Confdir&) = delete;
  ~Confdir() { std::filesystem::remove_all(path); }
  std::string path;
};

const Complaint* find(const Complaints& complaints, ComplaintCode code) {
  const auto at = std::ranges::find(complaints, code, &Complaint::code);
  return at == complaints.end() ? nullptr : &*at;
}

}  // namespace

TEST_CASE("a configuration is what its files mean together") {
  const Confdir confdir({{"ups.conf",
                          "[desk]\ndriver = usbhid-ups\nport = auto\ndesc = \"a UPS\"\n"
                          "pollinterval = 3\n[rack]\ndriver = usbhid-ups\n"},
                         {"upsmon.conf",
                          "MONITOR desk@localhost 2 u p primary\nMINSUPPLIES 2\n"
                          "SHUTDOWNCMD \"/sbin/shutdown -h +0\"\nNOTIFYCMD upssched\n"
                          "POWERDOWNFLAG /etc/killpower\nRUN_AS_USER nut\n"},
                         {"upssched.conf",
                          "CMDSCRIPT /bin/cmd\nPIPEFN p\nLOCKFN l\n"
                          "AT ONBATT * START-TIMER early 300\n"
                          "AT ONLINE desk@localhost CANCEL-TIMER early\n"},
                         {"upshid.conf", "SHUTDOWN_CHARGE 30\nSHUTDOWN_RUNTIME 120\n"}});
  const auto config = Config::load(confdir.path);
  REQUIRE(config);
  CHECK(config->confdir() == confdir.path);
  REQUIRE(config->upses().size() == 1);
  const ConfiguredUps& desk = config->upses().front();
  CHECK(desk.target.name == "desk");
  CHECK(desk.target.address == "desk");
  CHECK(desk.target.state_pace == std::chrono::seconds(3));
  CHECK(desk.description == "a UPS");
  CHECK(desk.system == "desk@localhost");
  CHECK(desk.power_value == 2);
  CHECK(config->min_supplies() == 2);
  CHECK(config->shutdown_command() == "/sbin/shutdown -h +0");
  CHECK(config->powerdown_flag() == "/etc/killpower");
  CHECK(config->run_as_user() == "nut");
  CHECK(config->notify_command() == "upssched");
  CHECK(config->has_plan());
  CHECK(config->command_script() == std::vector<std::string>{"/bin/cmd"});
  REQUIRE(config->plan().size() == 2);
  CHECK(config->plan()[0].verb == PlanVerb::start_timer);
  CHECK(config->plan()[0].argument == "early");
  CHECK(config->plan()[0].delay == std::chrono::seconds(300));
  CHECK(config->plan()[0].at == Position{4, 1});
  CHECK(config->plan()[1].type == NotifyType::online);
  CHECK(config->plan()[1].local_ups == "desk");
  CHECK(config->thresholds().charge == 30);
  CHECK(config->thresholds().runtime == std::chrono::seconds(120));
  CHECK_FALSE(config->thresholds().on_battery);
  CHECK_FALSE(config->danger());
  CHECK_FALSE(has_error(config->complaints()));
}

TEST_CASE("every complaint has its file, line, column and code") {
  const Confdir confdir({{"ups.conf", "[desk]\ndriver = usbhid-ups\nlowbat = 3\n"},
                         {"upsmon.conf", "MONITOR desk 1 u p primary\nFINALDELAY soon\n"},
                         {"nut.conf", "MODE none\n"}});
  const auto config = Config::load(confdir.path);
  REQUIRE(config);
  CHECK(*find(config->complaints(), ComplaintCode::unknown_name) ==
        Complaint{confdir.path + "/ups.conf", 3, 1, ComplaintCode::unknown_name, Severity::warning,
                  "unknown key \"lowbat\"; ignored"});
  const Complaint* bad = find(config->complaints(), ComplaintCode::bad_value);
  REQUIRE(bad != nullptr);
  CHECK(bad->file == confdir.path + "/upsmon.conf");
  CHECK(bad->line == 2);
  CHECK(bad->column == 12);
  CHECK(bad->severity == Severity::error);
  const Complaint* syntax = find(config->complaints(), ComplaintCode::syntax);
  REQUIRE(syntax != nullptr);
  CHECK(syntax->text() == confdir.path +
                              "/nut.conf:1:1: not an assignment; expected NAME=value without a "
                              "space around the '='; the line is ignored");
  REQUIRE(config->danger());
  CHECK(config->danger()->code == ComplaintCode::no_shutdown);
  CHECK(config->complaints().back() == *config->danger());
}

TEST_CASE("a file that exists and cannot be read is an error that names it") {
  const Confdir confdir({});
  std::filesystem::create_directory(confdir.path + "/upsmon.conf");
  const auto config = Config::load(confdir.path);
  REQUIRE_FALSE(config);
  CHECK(config.error().where == confdir.path + "/upsmon.conf");
}

TEST_CASE("without files the only UPS feeds this machine, which is shut down") {
  const Confdir confdir({});
  const auto config = Config::load(confdir.path);
  REQUIRE(config);
  CHECK_FALSE(config->danger());
  CHECK(config->shutdown_command() == "/sbin/shutdown -h +0");
  CHECK_FALSE(config->upses().empty());
}
