#include "rehearse/words.h"

#include <doctest/doctest.h>

namespace upshid::rehearsal {

TEST_CASE("times are written as people say them") {
  CHECK(duration_text(Time(0)) == "0 s");
  CHECK(duration_text(Time(200)) == "0.2 s");
  CHECK(duration_text(Time(59'999)) == "59.999 s");
  CHECK(duration_text(Time(60'000)) == "1 min");
  CHECK(duration_text(Time(2'470'000)) == "41 min 10 s");
  CHECK(duration_text(Time(3'600'000)) == "1 h");
  CHECK(duration_text(Time(3'725'500)) == "1 h 2 min 5.5 s");
  CHECK(duration_text(Time(-5'000)) == "5 s");
  CHECK(left_text(Time(5'999)) == "5 s");
}

TEST_CASE("lists have an and, and lines an end") {
  CHECK(list_text({}).empty());
  CHECK(list_text({"a"}) == "a");
  CHECK(list_text({"a", "b"}) == "a and b");
  CHECK(list_text({"a", "b", "c"}) == "a, b and c");
  CHECK(wrap("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrap("a-long-word x", 4) == std::vector<std::string>{"a-long-word", "x"});
  CHECK(wrap("", 4).empty());
}

TEST_CASE("a command is written as a shell would take it") {
  Command command;
  command.argv = {"/etc/nut/upssched-cmd", "a b"};
  command.environment = {{"UPSNAME", "test@localhost"}, {"NOTIFYMSG", "it's out"}};
  CHECK(argv_text(command) == "/etc/nut/upssched-cmd 'a b'");
  CHECK(environment_words(command) ==
        std::vector<std::string>{"UPSNAME=test@localhost", "NOTIFYMSG='it'\\''s out'"});
}

}  // namespace upshid::rehearsal
