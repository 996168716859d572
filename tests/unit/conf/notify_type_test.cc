#include "conf/notify_type.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "conf/complaint.h"

using namespace upshid;
using namespace upshid::conf;

TEST_CASE("every notify type is found by its name, in any letter case") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < notify_type_count; ++i) {
    const auto type = static_cast<NotifyType>(i);
    CHECK(notify_type(name_of(type)) == type);
    CHECK_FALSE(default_message(type).empty());
    names.insert(name_of(type));
  }
  CHECK(names.size() == notify_type_count);
  CHECK(notify_type("onBatt") == NotifyType::onbatt);
  CHECK(notify_type("SHUTDOWN_HOSTSYNC") == NotifyType::shutdown_hostsync);
  CHECK_FALSE(notify_type("ONBAT"));
  CHECK_FALSE(notify_type(""));
}

TEST_CASE("a message has a place for the UPS where one is meant, and two for details") {
  CHECK(default_message(NotifyType::onbatt) == "UPS %s on battery");
  CHECK(default_message(NotifyType::shutdown) == "Auto logout and shutdown proceeding");
  CHECK(default_message(NotifyType::alarm) == "UPS %s: one or more active alarms: [%s]");
}

TEST_CASE("a notify flag's name is in capitals") {
  CHECK(notify_flag("SYSLOG") == NotifyFlag::syslog);
  CHECK(notify_flag("WALL") == NotifyFlag::wall);
  CHECK(notify_flag("EXEC") == NotifyFlag::exec);
  CHECK(notify_flag("IGNORE") == NotifyFlag::ignore);
  CHECK_FALSE(notify_flag("exec"));
  CHECK_FALSE(notify_flag(""));
  CHECK(name_of(NotifyFlag::exec) == "EXEC");
}

TEST_CASE("notify flags are a set, of which IGNORE undoes the others") {
  NotifyFlags flags;
  CHECK(text_of(flags).empty());
  flags.set(NotifyFlag::exec);
  flags.set(NotifyFlag::syslog);
  CHECK(text_of(flags) == "SYSLOG+EXEC");
  CHECK(flags.does(NotifyFlag::exec));
  CHECK_FALSE(flags.has(NotifyFlag::wall));
  flags.set(NotifyFlag::ignore);
  CHECK(flags.has(NotifyFlag::exec));
  CHECK_FALSE(flags.does(NotifyFlag::exec));
  CHECK(flags.does(NotifyFlag::ignore));
  CHECK(text_of(default_notify_flags) == "SYSLOG+WALL");
}

TEST_CASE("a complaint is one line that an editor can follow") {
  const Complaint warning{"/etc/nut/upsmon.conf", 3,          7, ComplaintCode::repeated,
                          Severity::warning,      "it is odd"};
  CHECK(warning.text() == "/etc/nut/upsmon.conf:3:7: it is odd");
  const Complaint note{"f", 0, 0, ComplaintCode::no_effect, Severity::notice, "so it is"};
  CHECK(note.text() == "f: so it is");
  CHECK_FALSE(has_error({warning, note}));
  const Complaint error{"", 0, 0, ComplaintCode::no_ups, Severity::error, "bad"};
  CHECK(error.text() == "bad");
  CHECK(has_error({note, error}));
  CHECK(name_of(ComplaintCode::syntax) == "syntax");
  CHECK(name_of(ComplaintCode::no_kernel_driver) == "no_kernel_driver");
}
