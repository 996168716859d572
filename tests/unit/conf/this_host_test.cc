#include "conf/this_host.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <cctype>
#include <string>

#include "conf/upsmon_conf.h"
#include "conf/upssched_conf.h"

namespace upshid::conf {
namespace {

const OwnNames nas{{"nas", "nas.local"}, {"192.168.1.5", "fe80::1", "127.0.0.1", "::1"}};

TEST_CASE("a host comes without brackets and port") {
  CHECK(parse_host("nas")->host == "nas");
  CHECK(parse_host("nas")->port == 3493);
  CHECK(parse_host("nas:99")->host == "nas");
  CHECK(parse_host("nas:99")->port == 99);
  CHECK(parse_host("[fe80::1]")->host == "fe80::1");
  CHECK(parse_host("[fe80::1]:1")->host == "fe80::1");
  for (const char* text : {"", "[]", "[::1", "fe80::1", "[::1]3493", "nas:-1", "nas:", "nas:65536"})
    CHECK_FALSE_MESSAGE(parse_host(text), text);
}

TEST_CASE("this host is localhost, a loopback address, or a name or an address of its own") {
  for (const char* host : {"localhost", "LOCALHOST", "ip6-localhost", "127.0.0.1", "127.9.9.9",
                           "127.1", "::1", "0:0::1", "::ffff:127.0.0.1"}) {
    CHECK_MESSAGE(is_this_host(host, {}), host);
    CHECK_MESSAGE(is_this_host(host, nas), host);
  }
  for (const char* host : {"nas", "NAS", "Nas.local", "192.168.1.5", "::ffff:192.168.1.5",
                           "fe80::1", "FE80:0::1", "fe80::1%eth0"}) {
    CHECK_MESSAGE(is_this_host(host, nas), host);
    CHECK_FALSE_MESSAGE(is_this_host(host, {}), host);
  }
  for (const char* host : {"", "192.168.1.50", "192.168.1", "2001:db8::1", "nas2", "xnas",
                           "localhost.evil.example", "127.evil.example", "nas.lan"})
    CHECK_FALSE_MESSAGE(is_this_host(host, nas), host);
}

TEST_CASE("a UPS of this host has a name without it") {
  for (const char* text : {"ups", "ups@localhost", "ups@localhost:3493", "ups@[::1]:3493",
                           "ups@::1", "ups@NAS", "ups@192.168.1.5:99"})
    CHECK_MESSAGE(name_on_this_host(text, nas) == "ups", text);
  for (const char* text : {"ups@", "ups@elsewhere", "ups@nas:", "ups@nas:port", "@localhost"})
    CHECK_MESSAGE(name_on_this_host(text, nas).empty(), text);
}

TEST_CASE("/etc/hosts has names of this host beside its addresses and beside its name") {
  OwnNames own{{"nas"}, {"192.168.1.5"}};
  add_hosts_file(own,
                 "127.0.0.1 localhost\n"
                 "127.0.1.1\tnas.lan nas # as Debian writes it\n"
                 "192.168.1.5 storage\n"
                 "10.0.0.3 old-name nas\n"
                 "10.0.0.4 other\n"
                 "#127.0.0.1 comment\n"
                 "127.0.0.1\n");
  for (const char* host : {"nas.lan", "storage", "old-name"})
    CHECK_MESSAGE(is_this_host(host, own), host);
  for (const char* host : {"other", "comment", "10.0.0.3"})
    CHECK_FALSE_MESSAGE(is_this_host(host, own), host);
}

TEST_CASE("a block list in /etc/hosts does not hide this host's names") {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "127.0.0.1 blocked" + std::to_string(i) + "\n";
  OwnNames own{{"nas"}, {}};
  add_hosts_file(own, text + "127.0.1.1 nas.lan nas\n");
  CHECK(own.names.size() < 300);
  CHECK(is_this_host("nas.lan", own));
}

TEST_CASE("the first domain of resolv.conf makes the full name") {
  OwnNames own{{"nas", "nas.local"}, {}};
  add_domain(own, "# search none\nnameserver 192.168.1.1\nsearch lan example.org\n");
  CHECK(is_this_host("nas.lan", own));
  CHECK_FALSE(is_this_host("nas.example.org", own));
}

TEST_CASE("this machine knows its own name and its loopback interface") {
  std::array<char, 256> name{};
  REQUIRE(::gethostname(name.data(), name.size() - 1) == 0);
  std::string host = name.data();
  const OwnNames own = own_names();
  CHECK(is_this_host(host, own));
  CHECK(is_this_host(host.substr(0, host.find('.')) + ".local", own));
  for (char& c : host) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  CHECK(is_this_host(host, own));
  CHECK_FALSE(is_this_host("x" + host, own));
  CHECK_FALSE(is_this_host("192.0.2.1", own));
  CHECK_FALSE(is_this_host("2001:db8::1", own));
}

TEST_CASE("MONITOR and AT lines are of this host by each of its names") {
  const auto upsmon = parse_upsmon_conf(
      "MONITOR a@nas 1 user secret primary\nMONITOR b@192.168.1.5:3493 1 user secret primary\n"
      "MONITOR c@elsewhere 1 user secret secondary\n",
      "upsmon.conf", nas);
  REQUIRE(upsmon.monitors.size() == 3);
  CHECK(upsmon.monitors[0].is_local);
  CHECK(upsmon.monitors[1].is_local);
  CHECK_FALSE(upsmon.monitors[2].is_local);
  REQUIRE(upsmon.complaints.size() == 1);
  CHECK(upsmon.complaints[0].code == ComplaintCode::other_machine);
  CHECK(upsmon.complaints[0].line == 3);
  CHECK(upsmon.complaints[0].column == 9);

  const auto upssched = parse_upssched_conf(
      "CMDSCRIPT /bin/cmd\nAT ONBATT a@nas EXECUTE x\nAT ONBATT a@elsewhere EXECUTE x\n",
      "upssched.conf", nas);
  REQUIRE(upssched.plan.size() == 2);
  CHECK(upssched.plan[0].local_ups == "a");
  CHECK(upssched.plan[1].local_ups.empty());
}

}  // namespace
}  // namespace upshid::conf
