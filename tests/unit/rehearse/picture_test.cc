// Whether the picture is well-formed is asked of Python's parser in tests/tool/sched.

#include "unit/rehearse/rehearsed.h"

namespace upshid::rehearsal {

TEST_CASE("the picture of a long outage") {
  check_expected(svg_of(rehearsed("long")), "long.svg");
}

TEST_CASE("names of users do not break out of the picture") {
  Files files = usual();
  files.upssched =
      "CMDSCRIPT /bin/x\nAT ONBATT * START-TIMER \"<a href=\\\"x\\\">&\" 5\n"
      "AT ONBATT * EXECUTE a-name-that-is-much-longer-than-there-is-room-for\n";
  const std::string svg = svg_of(rehearsed("long", files));
  CHECK(svg.find("<a href") == std::string::npos);
  CHECK(svg.find(">&lt;a href=&quot;x&quot;&gt;&amp;</text>") != std::string::npos);
  CHECK(svg.find(">a-name-that-is-much-lon…</text>") != std::string::npos);
}

TEST_CASE("a picture of very many commands has an end") {
  Files files = usual();
  files.upssched = "CMDSCRIPT /bin/x\n";
  for (int i = 0; i < 60; ++i)
    files.upssched += "AT ONBATT * START-TIMER t" + std::to_string(i) + " 5\n";
  const std::string svg = svg_of(rehearsed("long", files));
  CHECK(svg.find(">t39</text>") != std::string::npos);
  CHECK(svg.find(">t40</text>") == std::string::npos);
  CHECK(svg.find(">and 21 more</text>") != std::string::npos);
}

}  // namespace upshid::rehearsal
