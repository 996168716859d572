// --confdir, of each program that has it.

#include <doctest/doctest.h>

#include "tool/run.h"

namespace upshid::test {

TEST_CASE("a --confdir that does not exist is a usage error of every program") {
  struct Row {
    std::string program;
    std::vector<std::string> begin;
    std::vector<std::string> end;
  };
  const Confdir conf("[a]\ndriver = usbhid-ups\n");
  for (const Row& row :
       {Row{UPSHID_STATUS, {}, {"-l"}}, Row{UPSHID_CMD, {}, {"-l", "virtual:EC850LCD"}},
        Row{UPSHID_RW, {}, {"virtual:EC850LCD"}}, Row{UPSHID_MONITOR, {}, {"--once"}},
        Row{UPSHID_SCHED, {"check"}, {}}, Row{UPSHID_SCHED, {"rehearse"}, {}},
        Row{UPSHID_POWEROFF, {"--dry-run", "poweroff"}, {}}}) {
    const auto error_for = [&row](const std::string& folder) {
      std::vector<std::string> words = row.begin;
      words.insert(words.end(), {"--confdir", folder});
      words.insert(words.end(), row.end.begin(), row.end.end());
      const Ran ran = run(words, {.program = row.program});
      CHECK_MESSAGE(ran.status == 2, row.program);
      CHECK(ran.out == "");
      return ran.err;
    };
    const std::string gone = conf.path() + "/gone";
    CHECK(error_for(gone).find("--confdir " + gone + ": No such file or directory") !=
          std::string::npos);
    const std::string file = conf.path() + "/ups.conf";
    CHECK(error_for(file).find("--confdir " + file + ": Not a directory") != std::string::npos);
  }
}

}  // namespace upshid::test
