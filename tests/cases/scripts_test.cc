// What check finds in scripts.

#include <doctest/doctest.h>

#include "cases/case.h"

namespace upshid::test {

namespace {

// Ways to write a script that handles both names.
const std::vector<std::string> complete = {
    "#!/bin/bash\nset -Eeuo pipefail\nmain() {\n  local what=\"${1:-}\"\n  case \"$what\" in\n"
    "    dusk) poweroff ;;\n    silent) logger silent ;;\n    *) logger \"no $what\" ;;\n  "
    "esac\n}\n"
    "main \"$@\"\n",
    "#!/bin/sh\nWHAT=$1\nNOW=$(date)\nif [ \"$WHAT\" = dusk ]; then\n  poweroff\n"
    "elif test \"x$WHAT\" = xsilent; then\n  logger \"$NOW\"\nfi\n",
    "#!/bin/bash\nexec > >(logger -t x) 2>&1\n[[ $1 == dusk ]] && { poweroff; exit; }\n"
    "[[ $1 == silent ]] && logger a || true\n",
    "#!/bin/bash\nrun_dusk() { poweroff; }\nrun_silent() { logger a; }\n\"run_$1\"\n",
    "#!/bin/bash\ncase ${1^^} in\n(DUSK) poweroff ;;&\nSILENT) cat <<-E | logger\n\tit's; "
    "esac\n\tE\n"
    ";;\nesac\n",
    "#!/bin/sh\ncase $NOTIFYTYPE in ONBATT) poweroff;; NOCOMM) logger a;; esac\n"};

}  // namespace

TEST_CASE("a script that handles all names has nothing against it, however it is written") {
  if (skips_without_root()) return;
  const Case a;
  for (const std::string& text : complete) {
    a.script(text);
    const Checked found = a.check();
    CHECK_MESSAGE(found.status == 0, text, found.findings);
    CHECK_MESSAGE(!found.has("on-event"), text, found.findings);
  }
}

TEST_CASE("and a name that it does not handle is an error") {
  const Case a;
  for (std::string text : complete) {
    for (const char* name : {"silent", "SILENT", "NOCOMM"}) {
      if (const auto at = text.find(std::string(name) + ")"); at != std::string::npos)
        text.replace(at, std::string(name).size(), "another");
    }
    if (const auto at = text.find("run_silent()"); at != std::string::npos) continue;
    if (const auto at = text.find("= xsilent"); at != std::string::npos)
      text.replace(at, 9, "= xno");
    if (const auto at = text.find("== silent"); at != std::string::npos)
      text.replace(at, 9, "== no");
    a.script(text);
    const Checked found = a.check();
    CHECK_MESSAGE(found.status == 6, text, found.findings);
    CHECK_MESSAGE(found.has("error upssched.conf:4 name_does_nothing\n"), text, found.findings);
  }
}

TEST_CASE("what cannot be decided by reading is called so, with its line, and is no error") {
  if (skips_without_root()) return;
  const Case a;
  for (const char* text :
       {"#!/bin/sh\n\nif echo \"$1\" | grep -q dusk; then poweroff; fi\n",
        "#!/bin/bash\n\n[[ $1 =~ ^d ]] && poweroff\n",
        "#!/bin/sh\n\n\"$(dirname \"$0\")/on-$1\" \"$1\"\n",
        "#!/bin/sh\n\n. \"/etc/$(hostname)/x\"; case $1 in dusk) poweroff;; esac\n",
        "#!/bin/bash\n\ndeclare -A do=([dusk]=poweroff)\n${do[$1]}\n"}) {
    a.script(text);
    const Checked found = a.check();
    const std::string context = std::string(text) + found.findings;
    CHECK_MESSAGE(found.status == 0, context);
    CHECK_MESSAGE(found.has("note on-event:"), context);
    CHECK_MESSAGE(!found.has("on-event:0"), context);
  }
}

TEST_CASE("the script behind sudo, env or a shell is the one that is read") {
  const Case a;
  a.script("#!/bin/sh\ncase $1 in dusk) poweroff;; esac\n");
  for (const std::string before : {"/usr/bin/env ", "sudo ", "/bin/sh ", "/usr/bin/env bash "}) {
    a.write("upssched.conf", "CMDSCRIPT \"" + before +
                                 "@/on-event\"\nAT ONBATT * START-TIMER dusk 9\n"
                                 "AT ONLINE * CANCEL-TIMER dusk\nAT NOCOMM * EXECUTE silent\n");
    const Checked found = a.check();
    CHECK_MESSAGE(found.has("error upssched.conf:4 name_does_nothing\n"), before, found.findings);
    CHECK_MESSAGE(!found.has("/usr/bin/env"), found.findings);
  }
}

TEST_CASE("upsmon -c fsd that reaches nobody is an error wherever it is called from") {
  if (skips_without_root()) return;
  const Case a;
  a.write("lib.sh", "down() {\n  /nonexistent/upsmon -c fsd\n}\n");
  a.write("worker", "#!/bin/sh\n[ \"$1\" = dusk ] && sudo /nonexistent/upsmon -c fsd\n", 0755);
  a.script("#!/bin/sh\n. @/lib.sh\ncase $1 in dusk) down;; silent) logger a;; esac\n");
  Checked found = a.check();
  CHECK(found.status == 6);
  CHECK_MESSAGE(found.has("error lib.sh:2 calls_nut\n"), found.findings);
  a.script("#!/bin/sh\ncase $1 in dusk) @/worker \"$1\";; silent) logger a;; esac\n");
  found = a.check();
  CHECK(found.status == 6);
  CHECK_MESSAGE(found.has("error worker:2 calls_nut\n"), found.findings);
  a.script(
      "#!/bin/sh\ncase $1 in dusk) ssh nas upsmon -c fsd;; silent) upsc a@nas ups.load;; esac\n");
  CHECK(a.check().status == 0);
}

TEST_CASE("two timers in one CANCEL-TIMER line are an error, and a command there is none") {
  const Case a;
  a.script(
      "#!/bin/sh\ncase $1 in dusk) poweroff;; night) shutdown -h +1;; silent) logger a;; esac\n");
  a.write(
      "upssched.conf",
      "CMDSCRIPT @/on-event\nAT ONBATT * START-TIMER dusk 90\nAT ONBATT * START-TIMER night 200\n"
      "AT LOWBATT * START-TIMER late 10\nAT ONLINE * CANCEL-TIMER late night\n"
      "AT ONLINE * CANCEL-TIMER dusk silent\n");
  const Checked found = a.check();
  CHECK(found.status == 6);
  CHECK(found.has("error upssched.conf:5 cancel_runs_timer\n"));
  CHECK(found.has("error upssched.conf:5 halts_on_return\n"));
  CHECK_FALSE(found.has("error upssched.conf:6"));
}

}  // namespace upshid::test
