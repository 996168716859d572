// What reading does not prove is neither safe nor healthy.

#include <doctest/doctest.h>

#include <filesystem>

#include "cases/case.h"

namespace upshid::test {

namespace {

// The script for "dusk", which runs when line power fails.
void at_once(const Case& a, const std::string& commands) {
  a.script("#!/bin/bash\ncase $1 in\ndusk)\n" + commands + "\n;;\nsilent) logger a ;;\nesac\n");
  a.write("upssched.conf", "CMDSCRIPT @/on-event\nAT ONBATT * EXECUTE dusk\n");
}

void shuts_down_by(const Case& a, const std::string& script) {
  a.write("stop", script, 0755);
  a.write("upssched.conf", "");
  a.write("upsmon.conf",
          "MONITOR shed@localhost 1 u p primary\nPOWERDOWNFLAG /etc/killpower\n"
          "SHUTDOWNCMD @/stop\n");
}

}  // namespace

TEST_CASE("a command in a blip that cannot be followed is not proved to be safe") {
  const Case a;
  a.write("tool.py", "#!/usr/bin/python3\nimport os\nos.system('poweroff')\n", 0755);
  for (const char* commands :
       {"@/tool.py", "python3 @/tool.py", "perl -e 'system(\"halt\")'", "eval \"$(cat /etc/x)\"",
        "curl -s http://host/x | bash", "ssh nas \"$(cat /etc/x)\"", "ssh nas /root/stop",
        "/usr/local/bin/nothing-here", ". /nonexistent/settings; $HALT", "run-parts /etc/halt.d",
        "systemctl start off.service", "echo o > /proc/sysrq-trigger", "alias off=poweroff; off",
        "C=(poweroff now)\n\"${C[@]}\"", "curl -d command=shutdown https://pve:8006/status",
        "busctl call org.freedesktop.login1 /org/freedesktop/login1 x PowerOff b false"}) {
    at_once(a, commands);
    const Rehearsed found = a.rehearse("blip");
    CHECK_MESSAGE(found.level() == "not proved", commands);
    CHECK_MESSAGE(found.status == 15, commands);
  }
  a.write("on-event", "#!/usr/bin/python3\nimport os\nos.system('poweroff')\n", 0755);
  CHECK(a.rehearse("blip").level() == "not proved");
  a.write("on-event", "#!/bin/bash\nif [ $1 = dusk; then poweroff\n", 0755);
  CHECK(a.rehearse("blip").level() == "not proved");
}

TEST_CASE("a halt under a condition that only a run decides is not proved, and says its line") {
  const Case a;
  for (const char* commands : {"[ -f /etc/off ] && poweroff", "ping -c 1 router || shutdown -h now",
                               "flag=$(cat /etc/flag)\nif [ \"$flag\" = yes ]; then poweroff; fi",
                               "ping -c 1 router && exit 0\nsystemctl poweroff",
                               "while read -r h; do ssh \"$h\" poweroff; done < /etc/machines",
                               "for h in $(cat /etc/machines); do ssh \"$h\" poweroff; done"}) {
    at_once(a, commands);
    const Rehearsed found = a.rehearse("blip");
    CHECK_MESSAGE(found.level() == "not proved", commands);
    const std::string text = found.json["verdict"]["text"];
    CHECK_MESSAGE(text.find("under a condition that only a run decides") != text.npos, text);
    CHECK_MESSAGE(text.find("line ") != text.npos, text);
  }
}

TEST_CASE("messages, and commands that are known to halt nothing, stay safe") {
  const Case a;
  for (const char* commands :
       {"echo shutdown | mail -s 'UPS: shutdown soon' root", "curl -d 'UPS on battery' ntfy.sh/x",
        "logger -t ups \"shutdown in $1\"", "wall 'halt is near'", "systemctl stop mediaserver",
        "logger \"$(upshid-status shed battery.charge)\"", "set -e\ncd /tmp\nlogger a"}) {
    at_once(a, commands);
    CHECK_MESSAGE(a.rehearse("blip").level() == "safe", commands);
  }
}

TEST_CASE("a shutdown that a later command cancels in time is none") {
  const Case a;
  a.script("#!/bin/sh\ncase $1 in dusk) shutdown -h +2;; dawn) shutdown -c;; esac\n");
  a.write("upssched.conf",
          "CMDSCRIPT @/on-event\nAT ONBATT * EXECUTE dusk\nAT ONLINE * EXECUTE dawn\n");
  CHECK(a.rehearse("blip").level() == "safe");
  CHECK(a.rehearse("long").json["verdict"]["if_commands_take_no_time"]["off_at"] == 180);
  a.script("#!/bin/sh\ncase $1 in dusk) shutdown -h +2;; dawn) logger a;; esac\n");
  a.write("upssched.conf",
          "CMDSCRIPT @/on-event\nAT ONBATT * EXECUTE dusk\nAT ONLINE * EXECUTE dawn\n");
  CHECK(a.rehearse("blip").level() == "not safe");
}

TEST_CASE("a SHUTDOWNCMD that may not halt this machine makes the verdict conditional") {
  const Case a;
  for (const char* script :
       {"#!/bin/sh\nif ping -c 1 nas; then /sbin/shutdown -h now; fi\n",
        "#!/bin/sh\nssh nas poweroff && /sbin/shutdown -h now\n",
        "#!/bin/bash\nset -euo pipefail\nssh nas poweroff\n/sbin/shutdown -h now\n",
        "#!/bin/sh\ncd /srv/stop || exit 1\n/sbin/shutdown -h now\n",
        "#!/bin/bash\nX=$(ssh nas uptime) || exit\n/sbin/shutdown -h now\n",
        "#!/usr/bin/python3\nprint('stopping')\n"}) {
    shuts_down_by(a, script);
    const Rehearsed found = a.rehearse("long");
    CHECK_MESSAGE(found.level() == "depends", script);
    const std::string text = found.json["verdict"]["text"];
    CHECK_MESSAGE(text.find("SAFE ONLY IF SHUTDOWNCMD halts this machine") == 0, text);
    CHECK_MESSAGE(a.check().has(" may_not_halt\n"), script);
  }
  shuts_down_by(a, "#!/bin/bash\nset -e\nssh nas poweroff || true\n/sbin/shutdown -h now\n");
  CHECK_FALSE(a.check().has("may_not_halt"));
}

TEST_CASE("a SHUTDOWNCMD that does not halt this machine is not safe") {
  const Case a;
  for (const char* script :
       {"#!/bin/sh\n# /sbin/shutdown -h now\nlogger test\n", "#!/bin/sh\nshutdown -c\n",
        "#!/bin/sh\nshutdown -r now\n", "#!/bin/sh\nssh nas poweroff\n",
        "#!/bin/sh\ntouch /tmp/halted\n", "#!/bin/sh\nset -e\nfalse\npoweroff\n",
        "#!/bin/sh\nexit\npoweroff\n"}) {
    shuts_down_by(a, script);
    CHECK_MESSAGE(a.rehearse("long").level() == "not safe", script);
    CHECK_MESSAGE(a.check().has("warning upsmon.conf:3 does_not_halt\n"), script);
  }
  std::filesystem::remove(a.path() + "/stop");
  CHECK(a.rehearse("long").level() == "not safe");
  CHECK(a.check().status == 6);
}

TEST_CASE("files with errors, and a flag that cannot be written, are never safe") {
  const Case a;
  a.script("#!/bin/sh\nlogger $1\n");
  const std::string sound =
      "MONITOR shed@localhost 1 u p primary\nSHUTDOWNCMD \"/sbin/shutdown -h +0\"\n";
  const std::string flag = "POWERDOWNFLAG /etc/killpower\n";
  a.write("upsmon.conf", sound + flag);
  CHECK(a.rehearse("long").level() == "safe");
  for (const std::string& text :
       {sound + flag + "SHUTDOWNCDM x\n", sound + flag + "MONITOR broken\n",
        sound + flag + "NOTIFYMSG ONBATT \"open\n",
        sound + flag + "MONITOR shde@localhost 1 u p primary\n",
        sound + "POWERDOWNFLAG /nonexistent/folder/flag\n"}) {
    a.write("upsmon.conf", text);
    for (const char* scenario : {"blip", "long", "last-moment"}) {
      const Rehearsed found = a.rehearse(scenario);
      CHECK_MESSAGE(found.level() == "not proved", text, scenario);
      CHECK(found.status == 15);
    }
    CHECK_MESSAGE(a.check().status == 6, text);
  }
}

TEST_CASE("a script of bash that another shell runs is called so, and proves nothing") {
  if (std::filesystem::canonical("/bin/sh").filename() == "bash") return;
  const Case a;
  for (const char* body :
       {"if [[ $1 == dusk ]]; then poweroff; fi", "if [ \"$1\" == dusk ]; then poweroff; fi",
        "function off { poweroff; }\n[ \"$1\" = dusk ] && off"}) {
    a.script(std::string("#!/bin/sh\n") + body + "\nlogger a\n");
    CHECK_MESSAGE(a.check().has("warning on-event:2 bad_first_line\n"), body);
    a.script(std::string("#!/bin/bash\n") + body + "\nlogger a\n");
    CHECK_FALSE(a.check().has("bad_first_line"));
  }
  shuts_down_by(a, "#!/bin/sh\n[[ -e / ]]\n/sbin/shutdown -h now\n");
  CHECK(a.rehearse("long").level() == "depends");
}

TEST_CASE("a script that set -e or set -u ends before its case does nothing") {
  const Case a;
  a.script(
      "#!/bin/bash\nset -u\nlogger \"$2\"\ncase $1 in dusk) poweroff;; silent) logger a;; esac\n");
  CHECK(a.check().has("error upssched.conf:2 name_does_nothing\n"));
  a.script(
      "#!/bin/bash\nset -o errexit\nfalse\ncase $1 in dusk) poweroff;; silent) logger a;; esac\n");
  CHECK(a.check().has("error upssched.conf:2 name_does_nothing\n"));
}

}  // namespace upshid::test
