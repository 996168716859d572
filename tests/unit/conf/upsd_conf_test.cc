#include "conf/upsd_conf.h"

#include <doctest/doctest.h>

using namespace upshid::conf;

TEST_CASE("upsd listens for this machine alone, or for others") {
  const UpsdConf conf = parse_upsd_conf(
      "MAXAGE 25\nLISTEN 127.0.0.1 3493\nLISTEN ::1\nLISTEN localhost\nLISTEN 127.0.1.1\n"
      "# LISTEN 10.0.0.1\nLISTEN 0.0.0.0\nLISTEN * 3493\nLISTEN 192.168.1.5\nLISTEN\n",
      "upsd.conf");
  REQUIRE(conf.listens.size() == 7);
  for (std::size_t i = 0; i < conf.listens.size(); ++i)
    CHECK_MESSAGE(conf.listens[i].is_local == (i < 4), conf.listens[i].address);
  CHECK(conf.listens[4].at.line == 7);
}

TEST_CASE("STATEPATH is where upsd looks for drivers") {
  CHECK(parse_upsd_conf("LISTEN 0.0.0.0\nSTATEPATH /run/other\nSTATEPATH\n", "f").state_path ==
        "/run/other");
  CHECK(parse_upsd_conf("MAXAGE 15\n", "f").state_path.empty());
}

TEST_CASE("the users of upsmon on another machine are found, with their places") {
  const UpsdUsers users = parse_upsd_users(
      "[admin]\npassword = x\nactions = SET\n[here]\nupsmon primary\n"
      "[attic]\n  password = \"a b\"\n  upsmon = slave\n[cellar]\nUPSMON Secondary\n",
      "upsd.users");
  REQUIRE(users.users.size() == 4);
  CHECK_FALSE(users.users[0].is_secondary);
  CHECK_FALSE(users.users[1].is_secondary);
  CHECK(users.users[2].is_secondary);
  CHECK(users.users[2].name == "attic");
  CHECK(users.users[2].at.line == 6);
  CHECK(users.users[3].is_secondary);
}
