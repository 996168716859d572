#include "monitor/notify.h"

#include <doctest/doctest.h>

#include <string>

#include "conf/this_host.h"

namespace upshid::monitor {
namespace {

const Event event{NotifyType::alarm, "cyberpower@localhost", "Fan failure!"};

TEST_CASE("a message's %s is the UPS, and a second one the details") {
  CHECK(fill_message("UPS %s: [%s]", event) == "UPS cyberpower@localhost: [Fan failure!]");
  CHECK(fill_message("no words", event) == "no words");
}

TEST_CASE("a message is never a format: what is left over stands for itself") {
  CHECK(fill_message("%s %s %s.", event) == "cyberpower@localhost Fan failure! .");
  CHECK(fill_message("100%", event) == "100%");
  CHECK(fill_message(std::string_view("100%s").substr(0, 4), event) == "100%");
  CHECK(fill_message("100%% %d %n %", event) == "100% %d %n %");
}

TEST_CASE("an argument in a message is not looked into for %s") {
  CHECK(fill_message("%s %s", {NotifyType::alarm, "%s", "%n"}) == "%s %n");
}

TEST_CASE("NOTIFYCMD is the plan when its program is called upssched") {
  Settings settings;
  CHECK_FALSE(settings.plans());
  for (const char* command : {"/sbin/upssched", "upssched", "/usr/sbin/upssched -D"}) {
    settings.notify_command = command;
    CHECK_MESSAGE(settings.plans(), command);
  }
  for (const char* command : {"/sbin/upssched-cmd", "/bin/upssched/notify", "sh -c upssched"}) {
    settings.notify_command = command;
    CHECK_FALSE_MESSAGE(settings.plans(), command);
  }
}

TEST_CASE("an AT line names a UPS with or without this host") {
  const WatchedUps ups{"cyberpower", "cyberpower@localhost", 1};
  const auto names = [&ups](const std::string& text) {
    PlanLine line;
    line.ups = text;
    line.local_ups = conf::name_on_this_host(text, {{"nas"}, {}});
    return names_ups(line, ups);
  };
  for (const char* name : {"cyberpower", "cyberpower@localhost", "cyberpower@localhost:3493",
                           "cyberpower@127.0.0.1", "cyberpower@[::1]:3493", "cyberpower@nas"})
    CHECK_MESSAGE(names(name), name);
  for (const char* name : {"", "cyber", "cyberpower2", "cyberpower@", "cyberpower@elsewhere",
                           "cyberpower@localhosts", "Cyberpower", "@localhost"})
    CHECK_FALSE_MESSAGE(names(name), name);
}

}  // namespace
}  // namespace upshid::monitor
