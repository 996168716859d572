// The command line.

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "tool/run.h"

namespace upshid::test {

TEST_CASE("a command line of upshid-poweroff that makes no sense is refused with status 2") {
  struct Row {
    std::vector<std::string> arguments;
    const char* told;
  };
  for (const Row& row :
       {Row{{}, "missing verb: expected poweroff, halt, reboot or kexec"},
        Row{{"sleep"}, "unknown verb \"sleep\"; expected poweroff, halt, reboot or kexec"},
        Row{{"--confdir"}, "option --confdir needs a value"},
        Row{{"--console", "", "halt"}, "option --console needs a value"},
        Row{{"--frob", "halt"}, "unknown option --frob"}, Row{{"-x", "halt"}, "unknown option -x"},
        Row{{"halt", "a@b"},
            "\"a@b\" is not a UPS: expected NAME or NAME=ADDRESS; a name has no '@' or spaces"}}) {
    const Ran ran = run(row.arguments, {.program = UPSHID_POWEROFF});
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    CHECK(ran.err ==
          "upshid-poweroff: " + std::string(row.told) + "; see upshid-poweroff --help\n");
  }
}

TEST_CASE("upshid-poweroff's help and manual page name every option") {
  const Ran help = run({"--help"}, {.program = UPSHID_POWEROFF});
  CHECK(help.status == 0);
  std::ostringstream manual;
  manual << std::ifstream(UPSHID_POWEROFF_MANUAL).rdbuf();
  for (const std::string option : {"dry-run", "confdir", "console", "version", "help"}) {
    CHECK(help.out.find("--" + option) != std::string::npos);
    CHECK_MESSAGE(manual.str().find("Fl -" + option) != std::string::npos, option);
  }
  CHECK(run({"-V"}, {.program = UPSHID_POWEROFF}).out.starts_with("upshid-poweroff "));
}

}  // namespace upshid::test
