#include "conf/nut_conf.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "unit/conf/complaints.h"

using namespace upshid;
using namespace upshid::conf;
using namespace std::chrono_literals;

namespace {

NutConf parse(std::string_view text) {
  return parse_nut_conf(text, "f");
}
Texts complaints_of(std::string_view text) {
  return texts(parse(text).complaints);
}
std::string value_of(std::string_view text) {
  const NutConf conf = parse("MODE=none\nUPSD_OPTIONS=" + std::string(text));
  const Assignment* found = conf.find("UPSD_OPTIONS");
  return found == nullptr ? "(left out)" : found->value;
}

}  // namespace

TEST_CASE("nut.conf says which of NUT's services run") {
  const NutConf conf = parse("# the mode\nMODE=standalone\n");
  CHECK(conf.complaints.empty());
  CHECK(conf.found);
  CHECK(conf.mode == NutMode::standalone);
  CHECK(parse("MODE=none").mode == NutMode::none);
  CHECK(parse("MODE=netserver").mode == NutMode::netserver);
  CHECK(parse("MODE=netclient").mode == NutMode::netclient);
  CHECK(parse("MODE=controlled").mode == NutMode::controlled);
  CHECK(parse("MODE=manual").mode == NutMode::manual);
  CHECK(name_of(NutMode::none) == "none");
  CHECK(name_of(NutMode::manual) == "manual");
}

TEST_CASE("a mode that NUT does not know, and none, are reported") {
  CHECK_FALSE(parse("MODE=Standalone\n").mode);
  CHECK(complaints_of("MODE=Standalone\n") ==
        Texts{"f:1:1: error: MODE \"Standalone\": expected none, standalone, netserver, netclient, "
              "controlled or manual; NUT starts nothing"});
  CHECK(complaints_of("MODE=\"a\tb\"\n") ==
        Texts{"f:1:1: error: MODE \"a\\x09b\": expected none, standalone, netserver, netclient, "
              "controlled or manual; NUT starts nothing"});
  CHECK(complaints_of("\n# MODE=none\n") ==
        Texts{"f:1:1: warning: MODE is not set; expected \"MODE=standalone\" or another; NUT "
              "starts nothing"});
}

TEST_CASE("a value is quoted as a shell quotes") {
  CHECK(value_of("") == "");
  CHECK(value_of("\"-D -u nut\"") == "-D -u nut");
  CHECK(value_of("'a \"b\" \\c'") == "a \"b\" \\c");
  CHECK(value_of("a\\ b\"c d\"'e f'") == "a bc de f");
  CHECK(value_of("\"a \\\" \\\\ \\x\"") == "a \" \\ \\x");
  CHECK(value_of("a#b") == "a#b");
  CHECK(value_of("a # b") == "a");
  CHECK(value_of("a\\\nb") == "ab");
  CHECK(value_of("a; NUT_X=b") == "a");
  CHECK(parse("MODE=none; NUT_X=b\n").find("NUT_X")->value == "b");
  CHECK(parse("export MODE=manual\n").mode == NutMode::manual);
  CHECK(complaints_of("MODE=manual # as ever\nexport MODE\n  NUT_DEBUG_LEVEL='3';\n").empty());
}

TEST_CASE("what a shell takes for a command is left out") {
  const NutConf conf =
      parse("MODE = none\nMODE= none\nMODE=none now\nif true; then\nMODE=manual\n");
  CHECK(conf.mode == NutMode::manual);
  CHECK(conf.assignments.size() == 1);
  CHECK(texts(conf.complaints) ==
        Texts{"f:1:1: error: not an assignment; expected NAME=value without a space around the "
              "'='; the line is ignored",
              "f:2:7: error: unexpected text after MODE and its value (quote values with spaces); "
              "the line is ignored, because a shell would run it as a command",
              "f:3:11: error: unexpected text after MODE and its value (quote values with spaces); "
              "the line is ignored, because a shell would run it as a command",
              "f:4:1: error: not an assignment; expected NAME=value without a space around the "
              "'='; the line is ignored"});
}

TEST_CASE("nothing is expanded") {
  CHECK(value_of("'$(x)'") == "$(x)");
  CHECK(complaints_of("MODE=none\nNUT_A='$x'\nNUT_B=\"$x `y`\"\nNUT_C=$x$y\n") ==
        Texts{"f:3:1: warning: '$' or '`' in the value of NUT_B; read literally",
              "f:4:1: warning: '$' or '`' in the value of NUT_C; read literally"});
}

TEST_CASE("a quote left open in nut.conf says how far it goes") {
  const NutConf over = parse("UPSD_OPTIONS=\"-D\nMODE=none\nUPSMON_OPTIONS=\"\nMODE=manual\n");
  CHECK(over.mode == NutMode::manual);
  CHECK(over.find("UPSD_OPTIONS")->value == "-D\nMODE=none\nUPSMON_OPTIONS=");
  CHECK(texts(over.complaints) == Texts{"f:1:14: error: unterminated \": it is closed on line 3; "
                                        "lines 1 to 3 are part of the value"});

  const NutConf open = parse("UPSD_OPTIONS='-D \nMODE=manual\n");
  CHECK(open.mode == NutMode::manual);
  CHECK(open.find("UPSD_OPTIONS")->value == "-D");
  CHECK(texts(open.complaints) ==
        Texts{"f:1:14: error: unterminated '; a shell reads nothing of this file from here on"});
}

TEST_CASE("a carriage return is reported, since a shell sees it") {
  const NutConf conf = parse("MODE=manual\r\n\r\n# x\r\n");
  CHECK(conf.mode == NutMode::manual);
  CHECK(texts(conf.complaints) ==
        Texts{"f:1:12: error: a carriage return after the value of MODE; expected the end of the "
              "line; a shell includes it in the value"});
}

TEST_CASE("POWEROFF_WAIT is what sleep takes") {
  const auto wait = [](std::string_view text) {
    return parse("MODE=none\nPOWEROFF_WAIT=" + std::string(text)).poweroff_wait;
  };
  CHECK(wait("30") == 30s);
  CHECK(wait("30s") == 30s);
  CHECK(wait("15m") == 900s);
  CHECK(wait("1h") == 3600s);
  CHECK(wait("2d") == 172800s);
  CHECK_FALSE(wait(""));
  CHECK_FALSE(wait("99999999d"));
  CHECK(complaints_of("MODE=none\nPOWEROFF_WAIT=-1\n") ==
        Texts{"f:2:1: error: POWEROFF_WAIT \"-1\": expected a whole number, of seconds or with s, "
              "m, h or d after it; ignored"});
}

TEST_CASE("variables that come twice, or are not NUT's, are reported") {
  const NutConf conf = parse("MODE=none\nMODE=manual\nMOED=none\n");
  CHECK(conf.mode == NutMode::manual);
  CHECK(texts(conf.complaints) ==
        Texts{"f:1:1: warning: MODE repeated at 2:1; that one applies",
              "f:3:1: note: unknown variable \"MOED\"; expected one such as MODE; ignored"});
}

TEST_CASE("no nut.conf is none found") {
  const auto conf = load_nut_conf("/nonexistent");
  REQUIRE(conf);
  CHECK_FALSE(conf->found);
  CHECK_FALSE(conf->mode);
  CHECK(conf->complaints.empty());
}
