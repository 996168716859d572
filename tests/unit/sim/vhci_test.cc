#include "upshid-sim/vhci.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "upshid-sim/control_path.h"

namespace upshid::sim {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view heading = "hub port sta spd dev      sockfd local_busid\n";

// A sysfs with one vhci_hcd folder, removed at the end.
class FakeSysfs {
 public:
  FakeSysfs() : root_((fs::temp_directory_path() / "upshid-vhci-XXXXXX").string()) {
    REQUIRE(::mkdtemp(root_.data()) != nullptr);
  }
  FakeSysfs(const FakeSysfs&) = delete;
  FakeSysfs& operator=(const FakeSysfs&) = delete;
  ~FakeSysfs() { fs::remove_all(root_); }

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories(folder());
    std::ofstream(folder() + "/" + name) << text;
  }
  std::string read(const std::string& name) const {
    std::ostringstream out;
    out << std::ifstream(folder() + "/" + name).rdbuf();
    return out.str();
  }
  std::string folder() const { return root_ + "/devices/platform/vhci_hcd.0"; }
  const std::string& root() const { return root_; }

 private:
  std::string root_;
};

std::string line(const char* hub, const char* port, const char* state) {
  return std::string(hub) + "  " + port + " " + state + " 000 00000000 000000 0-0\n";
}

}  // namespace

TEST_CASE("The kernel's list of ports is read") {
  CHECK(parse_vhci_status(std::string(heading) + line("hs", "0000", "006") +
                          line("hs", "0010", "004") + line("ss", "0015", "004") + "junk\n") ==
        std::vector<VhciPort>{{0, false, false}, {10, false, true}, {15, true, true}});
}

TEST_CASE("A free port is found on the first controller that has one, never a SuperSpeed one") {
  const FakeSysfs sysfs;
  sysfs.write("status",
              std::string(heading) + line("hs", "0000", "006") + line("ss", "0001", "004"));
  sysfs.write("status.1",
              std::string(heading) + line("hs", "0002", "005") + line("hs", "0003", "004"));
  const Vhci vhci(sysfs.root());
  CHECK(vhci.find_port({}).value() == 3);
  CHECK(vhci.find_port(3).value() == 3);
  const auto taken = vhci.find_port(2);
  CHECK(taken.error().sys_errno == EBUSY);
  CHECK(taken.error().what == "the port is in use");
  CHECK(vhci.find_port(1).error().text() ==
        "vhci port 1: this port is for SuperSpeed devices only");
  CHECK(vhci.find_port(9).error().text() ==
        "vhci port 9: no such port; expected one of those in " + sysfs.folder() + "/status");
  sysfs.write("status.1", std::string(heading));
  CHECK(vhci.find_port({}).error().what ==
        "all virtual USB ports are in use; `usbip port` lists them");
}

TEST_CASE("Without the kernel's driver it is said how to load it") {
  const FakeSysfs sysfs;
  const auto port = Vhci(sysfs.root()).find_port({});
  CHECK(port.error().code == Code::unsupported);
  CHECK(port.error().text() ==
        sysfs.folder() +
            ": the kernel has no virtual USB ports; load them with `modprobe vhci-hcd`");
}

TEST_CASE("A device is attached by a line of port, socket, id and speed") {
  const FakeSysfs sysfs;
  sysfs.write("attach", "");
  const Vhci vhci(sysfs.root());
  CHECK(vhci.attach(3, 7, Speed::low).has_value());
  CHECK(sysfs.read("attach") == "3 7 65540 1");
}

TEST_CASE("A control socket is called as the simulation, in letters that a file name can have") {
  CHECK(control_path("/run/upshid-sim", "CP850PFCLCDa") == "/run/upshid-sim/CP850PFCLCDa.sock");
  CHECK(control_path("/r", "a b/../c") == "/r/a_b_.._c.sock");
  CHECK(name_of_socket("/run/upshid-sim/EC850LCD.sock") == "EC850LCD");
}

}  // namespace upshid::sim
