#include <doctest/doctest.h>

#include <filesystem>

#include "check/lint.h"
#include "check/script_reading.h"
#include "unit/check/folder.h"

using namespace upshid::check;
using namespace upshid::check::test;

namespace {

// Who owns none of the files, whoever runs the tests.
const User stranger{"stranger", 65533, 65533, {65533}, true};

constexpr const char* plan =
    "AT ONBATT * START-TIMER onbatt 30\nAT ONLINE * CANCEL-TIMER onbatt back\n"
    "AT SHUTDOWN * EXECUTE down\nAT FSD * EXECUTE down\n";

Report lint_with(const Folder& folder, std::string_view command_script) {
  folder.write("upssched.conf", std::string(plan) + "CMDSCRIPT " + std::string(command_script));
  Findings findings;
  lint_programs(folder.sources(), stranger, findings);
  return folder.report(findings);
}

// For a CMDSCRIPT with this text.
Report lint(std::string_view script, unsigned mode = 0755) {
  const Folder folder;
  folder.write("upsmon.conf", "MONITOR cyberpower 1 u p primary\n");
  folder.write("cmd", script, mode);
  return lint_with(folder, folder / "cmd\n");
}

constexpr const char* all = "#!/bin/sh\ncase $1 in onbatt|back|down) ;; esac\n";

}  // namespace

TEST_CASE("a script that can be run and knows its commands is well") {
  CHECK(lint(all) == "");
}

TEST_CASE("a name without a case is an error at the line that uses it") {
  CHECK(lint("#!/bin/sh\ncase $1 in\nonbatt) ;;\n*) logger \"unknown $1\";;\nesac\n") ==
        "upssched.conf:2:1: error: command back does nothing: cmd has no case for it, and \"*)\" "
        "in line 4 only prints a message\n-> add a case \"back)\" to cmd, or check its spelling "
        "there\nupssched.conf:3:1: error: command down does nothing: cmd has no case for it, and "
        "\"*)\" in line 4 only prints a message\n-> add a case \"down)\" to cmd, or check its "
        "spelling there\n");
  CHECK(lint("#!/bin/sh\ncase $1 in back|down) ;; esac\n") ==
        "upssched.conf:1:1: error: timer onbatt does nothing: cmd has no case for it (line 2)\n-> "
        "add a case \"onbatt)\" to cmd, or check its spelling there\n");
}

TEST_CASE("what cannot be proved is said to be so") {
  CHECK(lint("#!/bin/sh\ncase $1 in onbatt|back) ;; *) run \"$1\" ;; esac\n") ==
        "upssched.conf:3:1: warning: command down: cannot tell whether it does what is intended: "
        "cmd has no case for it, and \"*)\" in line 2 applies\n-> add a case \"down)\" to cmd, or "
        "check its spelling there\n");
  CHECK(lint("#!/bin/sh\nread x; case $1 in onbatt|back) ;; $x) x ;; esac\n") ==
        "cmd:2:36: note: cannot tell whether it handles down: the label in line 2 is only known at "
        "run time\n-> test each by hand: cmd NAME\n");
  CHECK(lint("#!/bin/sh\nif echo $1 | grep -q down; then x; fi\n") ==
        "cmd:2:1: note: cannot tell whether it handles onbatt, back, down: the condition in line 2 "
        "is only known at run time\n-> test each by hand: cmd NAME\n");
  CHECK(
      lint("#!/bin/sh\n/nonexistent/worker \"$@\"\n")
          .contains("cmd:2:1: note: cannot tell whether it handles onbatt, back, down: line 2 uses "
                    "/nonexistent/worker, which cannot be read here\n"));
  CHECK(lint("#!/bin/sh\necho 'open\n")
            .starts_with(
                "cmd:2:7: warning: cannot tell whether it handles onbatt, back, down: cannot be "
                "parsed beyond line 2: an open quote (')\n-> try: sh -n "));
  CHECK(lint("#!/bin/bash\necho 'open\n").contains("-> try: bash -n "));
  CHECK(
      lint("#!/usr/bin/env -S awk -f\n")
          .starts_with("cmd: note: cannot tell whether it handles onbatt, back, down: not a shell "
                       "script\n"));
}

TEST_CASE("what runs for every name is work for a name without a case, and a message is none") {
  CHECK(lint("#!/bin/sh\ncurl -d \"$1\" x\ncase $1 in onbatt|down) y;; *) :;; esac\n") ==
        "upssched.conf:2:1: warning: command back: cannot tell whether it does what is intended: "
        "cmd has no case for it, and \"*)\" in line 3 applies\n-> add a case \"back)\" to cmd, or "
        "check its spelling there\n");
  CHECK(
      lint("#!/bin/sh\nlog() { echo \"$*\" | tee -a /x; }\nlog got $1\ncase $1 in onbatt|down) "
           "y;; *) log no $1;; esac\n") ==
      "upssched.conf:2:1: error: command back does nothing: cmd has no case for it, and \"*)\" in "
      "line 4 only prints a message\n-> add a case \"back)\" to cmd, or check its spelling "
      "there\n");
  CHECK(lint("#!/bin/sh\ntouch \"$1\"\n") == "");
  CHECK(lint("#!/bin/sh\nexit 0\n")
            .starts_with("upssched.conf:1:1: error: timer onbatt does nothing: cmd "
                         "runs nothing for it\n"));
}

TEST_CASE("a call of upsmon that reaches nobody is an error with its line and what leads there") {
  CHECK(
      lint("#!/bin/sh\ncase $1 in\nonbatt|down) /nonexistent/upsmon -c fsd;;\nback) :;; esac\n") ==
      "cmd:3:14: error: /nonexistent/upsmon -c fsd for timer onbatt (line 1 of upssched.conf), "
      "command down (line 3 of upssched.conf) shuts nothing down; there is no "
      "/nonexistent/upsmon\n-> write: upshid-sched fsd --really\n");
  CHECK(lint("#!/usr/bin/python3\nrun(['/nonexistent/upsmon', '-c', 'fsd'])\n")
            .contains(": error: upsmon -c fsd shuts nothing down; "));
  const Folder folder;
  folder.write("end", "#!/bin/sh\n/nonexistent/upsdrvctl shutdown\n", 0755);
  folder.write("upsmon.conf", "SHUTDOWNCMD \"" + folder / "end\"\n" +
                                  "NOTIFYCMD \"/nonexistent/upsmon -c fsd\"\n");
  Findings findings;
  lint_programs(folder.sources(), stranger, findings);
  const Report found = folder.report(findings);
  CHECK(found.contains(
      "end:2:1: warning: /nonexistent/upsdrvctl shutdown for SHUTDOWNCMD does not cut "
      "the power: "));
  CHECK(
      found.contains("upsmon.conf:2:1: error: /nonexistent/upsmon -c fsd ... for NOTIFYCMD shuts "
                     "nothing down; "));
}

TEST_CASE(
    "a call of upsmon by a link to ours is a notice, and a SHUTDOWNCMD without a halt a warning") {
  const Folder folder;
  folder.write("upshid-monitor", "", 0755);
  std::filesystem::create_symlink("upshid-monitor", folder / "upsmon");
  folder.write("upsmon.conf", "MONITOR cyberpower 1 u p primary\nSHUTDOWNCMD \"" +
                                  folder / "end\"\nNOTIFYCMD \"" + folder / "upsmon -c fsd\"\n");
  folder.write("end", "#!/bin/sh\nlogger down\n", 0755);
  Findings findings;
  lint_programs(folder.sources(), stranger, findings);
  const Report found = folder.report(findings);
  CHECK(
      found.contains("upsmon.conf:3:1: note: upsmon -c fsd ... for NOTIFYCMD reaches upshid: "
                     "upsmon is a link to upshid-monitor\n"));
  CHECK(
      found.contains("upsmon.conf:2:1: warning: SHUTDOWNCMD end does not halt this machine; when "
                     "the battery is low, commands run, but it stays up until the power is "
                     "gone\n"));
}

TEST_CASE("a command that halts this machine when line power returns is an error") {
  CHECK(lint("#!/bin/sh\ncase $1 in onbatt|down) x;; back) shutdown -h +1;; esac\n") ==
        "upssched.conf:2:1: error: back halts this machine when line power returns: \"shutdown -h "
        "+1\" in line 2\n-> remove back from this line\n");
}

TEST_CASE("a script that another program starts is the one that is looked into") {
  const Folder folder;
  folder.write("upsmon.conf", "MONITOR cyberpower 1 u p primary\n");
  folder.write("cmd", all, 0755);
  CHECK(lint_with(folder, "\"/usr/bin/env " + folder / "cmd\"\n") == "");
  folder.write("cmd", "case $1 in onbatt|back) ;; esac\n", 0644);
  CHECK(lint_with(folder, "\"/bin/bash " + folder / "cmd\"\n") ==
        "upssched.conf:3:1: error: command down does nothing: cmd has no case for it (line 1)\n-> "
        "add a case \"down)\" to cmd, or check its spelling there\n");
  CHECK(lint_with(folder, "\"/usr/bin/env " + folder / "none\"\n")
            .starts_with("upssched.conf:5:1: error: CMDSCRIPT: none does not exist\n"));
}

TEST_CASE("line ends of Windows are an error wherever they are") {
  CHECK(
      lint("#!/bin/sh\n# a\r\ncase $1 in\nonbatt|back|down) ;;\r\nesac\r\n") ==
      "cmd:4:21: error: this line ends with a carriage return (Windows), which the shell takes for "
      "a part of its last word\n-> sed -i 's/\\r$//' cmd\n");
}

TEST_CASE("labels that nobody asks for, and programs that are not there, are told") {
  CHECK(lint("#!/bin/bash\ncase $1 in onbatt|back|down|early) ;; esac\n") ==
        "cmd:2:29: note: no AT line uses \"early\"\n");
  CHECK(
      lint(std::string(all) +
           "/nonexistent/a -b; /nonexistent/a; /bin/sh -c x; /*/x; /$HOME/y\n") ==
      "cmd:3:1: warning: /nonexistent/a does not exist\n-> install it, or correct its path here\n");
  const Folder folder;
  folder.write("secret", "", 0700);
  const std::string program = folder / "secret";
  CHECK(lint(all + program + "\n") ==
        "cmd:3:1: warning: " + program + " cannot be run by stranger: " + program +
            ": Permission denied\n-> see: namei -l " + program + "\n");
}

TEST_CASE("with arguments of CMDSCRIPT's own the command comes after them") {
  const Folder folder;
  folder.write("cmd", "#!/bin/sh\ncase $2 in onbatt|back|down) ;; esac\n", 0755);
  CHECK(lint_with(folder, folder / "cmd --quiet\n") == "");
}

TEST_CASE("a script that cannot be run is an error with its cause") {
  CHECK(
      lint(all, 0744).starts_with("upssched.conf:5:1: error: CMDSCRIPT: stranger may not run cmd: "
                                  "Permission denied\n-> sudo chmod 755 cmd\n"));
  CHECK(lint(all, 0711).contains("CMDSCRIPT: stranger may not "));
  CHECK(lint("case $1 in onbatt|back|down) ;; esac\n") ==
        "cmd:1:1: error: CMDSCRIPT cannot be run: its first line names no interpreter\n-> set the "
        "first line to: #!/bin/sh\n");
  CHECK(lint("#!/bin/sh\r\ncase $1 in onbatt|back|down) ;; esac\r\n") ==
        "cmd:1:1: error: lines end with carriage returns (Windows), so the interpreter's name has "
        "one too\n-> sed -i 's/\\r$//' cmd\n");
  CHECK(lint("#!/nonexistent/sh\ncase $1 in onbatt|back|down) ;; esac\n") ==
        "cmd:1:1: error: /nonexistent/sh cannot run it: /nonexistent: No such file or directory\n"
        "-> correct the first line, or install it\n");
  CHECK(lint("#!/usr/bin/env nonexistent-shell\n")
            .contains(
                "cmd:1:1: error: nonexistent-shell is not in PATH\n-> correct the first line, or "
                "install it\n"));
}

TEST_CASE("a folder on the way that stops the user is named") {
  const Folder folder;
  folder.write("a/cmd", all, 0755);
  folder.write("upsmon.conf", "MONITOR cyberpower 1 u p primary\n");
  std::filesystem::permissions(folder / "a", std::filesystem::perms::owner_all);
  CHECK(lint_with(folder, folder / "a/cmd\n") ==
        "upssched.conf:5:1: error: CMDSCRIPT: stranger may not run a/cmd because of a: Permission "
        "denied\n-> see: namei -l a/cmd\n");
}

TEST_CASE("a CMDSCRIPT that is not there is an error; a draft of it is looked into") {
  const Folder folder;
  folder.write("upsmon.conf", "MONITOR cyberpower 1 u p primary\n");
  CHECK(lint_with(folder, "/nonexistent/cmd\n") ==
        "upssched.conf:5:1: error: CMDSCRIPT: /nonexistent/cmd does not exist\n-> correct the "
        "path, or "
        "write the script\n");
  folder.write("cmd", "#!/bin/sh\ncase $1 in onbatt|back) ;; esac\n", 0644);
  CHECK(
      lint_with(folder, "/nonexistent/cmd\n") ==
      "upssched.conf:3:1: error: command down does nothing: cmd has no case for it (line 2)\n-> "
      "add a case \"down)\" to cmd, or check its spelling there\nupssched.conf:5:1: error: "
      "CMDSCRIPT: /nonexistent/cmd does not exist\n-> sudo install -m 755 cmd /nonexistent/cmd\n");
  CHECK(lint_with(folder, "/\n") ==
        "upssched.conf:5:1: error: CMDSCRIPT: / is not a regular file\n");
  CHECK(lint_with(folder, "\"a | b\"\n") ==
        "upssched.conf:5:1: note: CMDSCRIPT: cannot tell whether it can run: a shell interprets "
        "it\n");
  folder.write("upssched.conf", plan);
  Findings findings;
  lint_programs(folder.sources(), stranger, findings);
  CHECK(folder.report(findings) ==
        "upssched.conf:1:1: error: no CMDSCRIPT; onbatt does nothing\n-> name the script before "
        "the AT lines: CMDSCRIPT /etc/nut/upssched-cmd\n");
}

TEST_CASE("NOTIFYCMD and SHUTDOWNCMD are looked at, and what root runs and others may change") {
  const Folder folder;
  folder.write("mine", "#!/bin/sh\n", 0777);
  folder.write("upsmon.conf",
               "NOTIFYCMD /nonexistent/notify\nSHUTDOWNCMD \"" + folder / "mine" + " now\"\n");
  Findings findings;
  const auto checked = lint_programs(folder.sources(), stranger, findings);
  const Report found = folder.report(findings);
  CHECK(
      found.starts_with("upsmon.conf:1:1: error: NOTIFYCMD: /nonexistent/notify does not exist\n"));
  CHECK(found.contains(
      "upsmon.conf:2:1: error: SHUTDOWNCMD runs as root, but users other than root may "
      "change "));
  REQUIRE(checked.size() == 1);
  CHECK(checked[0].directive == "SHUTDOWNCMD");
  CHECK(checked[0].user == "root");
}

TEST_CASE("a script that a command line of root's calls may be changed by root alone") {
  const Folder folder;
  folder.write("mine", "#!/bin/sh\n", 0777);
  folder.write("upsmon.conf", "SHUTDOWNCMD \"" + folder / "mine" + "; /sbin/halt\"\n");
  Findings findings;
  lint_programs(folder.sources(), stranger, findings);
  CHECK(codes_of(findings).find("program_unsafe") != std::string::npos);
}

TEST_CASE("the interpreter of a first line is taken apart") {
  const auto program = [](std::string_view text) {
    const auto found = interpreter_of(text);
    return found ? found->path + " " + found->program : std::string("none");
  };
  CHECK(program("#!/bin/sh") == "/bin/sh sh");
  CHECK(program("#! /bin/sh -e\nx") == "/bin/sh sh");
  CHECK(program("#!/usr/bin/env bash\n") == "/usr/bin/env bash");
  CHECK(program("#!/usr/bin/env -S bash -e\n") == "/usr/bin/env bash");
  CHECK(program("#!/usr/bin/env\n") == "/usr/bin/env env");
  CHECK(program("#!\n") == "none");
  CHECK(program("#") == "none");
  CHECK(program("") == "none");
}
