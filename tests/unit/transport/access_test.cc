#include "transport/access.h"

#include <doctest/doctest.h>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "unit/transport/fake_system.h"

using namespace upshid;
using namespace upshid::transport;

namespace {

DeviceInfo cyberpower() {
  DeviceInfo device;
  device.vendor_id = 0x0764;
  device.product_id = 0x0501;
  device.bus_path = "1-1.2";
  return device;
}

// A node as the kernel creates it, and an ordinary user.
NodeFacts refused() {
  NodeFacts facts;
  facts.node_exists = true;
  facts.owner = "root";
  facts.group = "root";
  facts.mode = 0600;
  facts.user = "alice";
  facts.device_listed = true;
  facts.rule_folders = {"/etc/udev/rules.d", "/usr/lib/udev/rules.d"};
  return facts;
}

std::string text_of(int error, const NodeFacts& facts) {
  return open_error(cyberpower(), "/dev/hidraw0", error, facts).text();
}

}  // namespace

TEST_CASE("without the udev rule the error says what to install and how to apply it") {
  CHECK(open_error(cyberpower(), "/dev/hidraw0", EACCES, refused()).code == Code::permission);
  CHECK(text_of(EACCES, refused()) ==
        "0764:0501 /dev/hidraw0: permission denied for user alice: owner root:root, mode 0600; the "
        "udev rule 62-upshid.rules is not installed in any of /etc/udev/rules.d, "
        "/usr/lib/udev/rules.d; install it, then run: sudo udevadm control --reload && sudo "
        "udevadm trigger --action=add --name-match=/dev/hidraw0 (Permission denied, errno 13)");
}

TEST_CASE(
    "with the rule installed after the device was plugged in the error says how to apply it") {
  NodeFacts facts = refused();
  facts.rule_file = "/etc/udev/rules.d/62-upshid.rules";
  CHECK(text_of(EACCES, facts) ==
        "0764:0501 /dev/hidraw0: permission denied for user alice: owner root:root, mode 0600; the "
        "udev rule /etc/udev/rules.d/62-upshid.rules is installed but was not applied to this "
        "node; run: sudo udevadm control --reload && sudo udevadm trigger --action=add "
        "--name-match=/dev/hidraw0 (Permission denied, errno 13)");
}

TEST_CASE("where a group has access the error says how to join it") {
  NodeFacts facts = refused();
  facts.group = "nut";
  facts.mode = 0660;
  facts.rule_file = "/etc/udev/rules.d/62-upshid.rules";
  CHECK(
      text_of(EACCES, facts) ==
      "0764:0501 /dev/hidraw0: permission denied for user alice: owner root:nut, mode 0660; to get "
      "access, join group nut: sudo usermod -a -G nut alice, then log in again (Permission denied, "
      "errno 13)");
}

TEST_CASE("where the mode lets us in the error does not blame it") {
  NodeFacts facts = refused();
  facts.user = "root";
  facts.is_root = true;
  const std::string expected =
      "0764:0501 /dev/hidraw0: permission denied for user root: owner root:root, mode 0600; this "
      "mode permits access, so something else denies it: the device list of a container or a "
      "security module (Operation not permitted, errno 1)";
  CHECK(text_of(EPERM, facts) == expected);
}

TEST_CASE("a member of the node's group is not told to join it") {
  NodeFacts facts = refused();
  facts.group = "nut";
  facts.mode = 0660;
  facts.in_group = true;
  CHECK(text_of(EACCES, facts) ==
        "0764:0501 /dev/hidraw0: permission denied for user alice: owner root:nut, mode 0660; this "
        "mode permits access, so something else denies it: the device list of a container or a "
        "security module (Permission denied, errno 13)");
}

TEST_CASE("a node that is missing while the device is plugged in is the container's affair") {
  NodeFacts facts = refused();
  facts.node_exists = false;
  CHECK(open_error(cyberpower(), "/dev/hidraw0", ENOENT, facts).code == Code::not_found);
  CHECK(text_of(ENOENT, facts) ==
        "0764:0501 /dev/hidraw0: the device is plugged in, but this node is missing: is the host's "
        "/dev mapped into this container? (No such file or directory, errno 2)");
}

TEST_CASE("a node that went with its device is a disconnection") {
  NodeFacts facts = refused();
  facts.node_exists = false;
  facts.device_listed = false;
  for (const int error : {ENOENT, ENODEV, ENXIO}) {
    CHECK(open_error(cyberpower(), "/dev/hidraw0", error, facts).code == Code::disconnected);
  }
  CHECK(text_of(ENODEV, facts) ==
        "0764:0501 /dev/hidraw0: the device was disconnected after it was listed (No such device, "
        "errno 19)");
}

TEST_CASE("any other reason is given as the kernel gives it") {
  CHECK(open_error(cyberpower(), "/dev/hidraw0", EMFILE, refused()).code == Code::io);
  CHECK(text_of(EMFILE, refused()) ==
        "0764:0501 /dev/hidraw0: cannot open the device (Too many open files, errno 24)");
}

TEST_CASE("a node, its device and the first rule file found are looked up") {
  const FakeSystem system;
  system.write("dev/hidraw0", "");
  REQUIRE(::chmod(system.path("dev/hidraw0").c_str(), 0640) == 0);
  system.usb_device("1-1.2", "0764", "0501");
  system.write("lib/62-upshid.rules", "");
  system.write("etc/50-other.rules", "");
  const NodeFacts facts =
      look_at_node(cyberpower(), system.path("dev/hidraw0"), system.roots(),
                   {system.path("etc"), system.path("lib"), system.path("nowhere")});
  CHECK(facts.node_exists);
  CHECK(facts.mode == 0640);
  CHECK(facts.owner == facts.user);  // We made the file.
  struct stat made {};
  REQUIRE(::stat(system.path("dev/hidraw0").c_str(), &made) == 0);
  const group* const found = ::getgrgid(made.st_gid);
  CHECK(facts.group == (found != nullptr ? found->gr_name : std::to_string(made.st_gid)));
  CHECK(facts.is_root == (::geteuid() == 0));
  CHECK(facts.in_group);
  CHECK(facts.device_listed);
  CHECK(facts.rule_file == system.path("lib/62-upshid.rules"));
  CHECK(facts.rule_folders.size() == 3);
}

TEST_CASE("what is not there is reported as not there") {
  const FakeSystem system;
  const NodeFacts facts =
      look_at_node(cyberpower(), system.path("dev/hidraw0"), system.roots(), {system.path("etc")});
  CHECK_FALSE(facts.node_exists);
  CHECK_FALSE(facts.device_listed);
  CHECK(facts.rule_file.empty());
}
