#ifndef UPSHID_TESTS_UNIT_TRANSPORT_FAKE_SYSTEM_H
#define UPSHID_TESTS_UNIT_TRANSPORT_FAKE_SYSTEM_H

// A /sys and a /dev in a folder of the test's own, laid out as Linux 6.1 does.

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

#include "transport/enumerate.h"

namespace upshid::transport {

class FakeSystem {
 public:
  FakeSystem() {
    std::string name = (std::filesystem::temp_directory_path() / "upshid-XXXXXX").string();
    root_ = ::mkdtemp(name.data());
    std::filesystem::create_directories(root_ / "sys/bus/usb/devices");
    std::filesystem::create_directories(root_ / "dev");
  }
  FakeSystem(const FakeSystem&) = delete;
  FakeSystem& operator=(const FakeSystem&) = delete;
  ~FakeSystem() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }

  Roots roots() const { return {path("sys"), path("dev")}; }
  std::string path(const std::string& below) const { return (root_ / below).string(); }

  // `below` is a path under the root; its folders are made.
  void write(const std::string& below, std::string_view content) const {
    const std::filesystem::path file = root_ / below;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
  }

  // An attribute below bus/usb/devices, with the newline that sysfs adds.
  void attribute(const std::string& below, const std::string& value) const {
    write("sys/bus/usb/devices/" + below, value + "\n");
  }

  void usb_device(const std::string& bus_path, const std::string& vendor,
                  const std::string& product) const {
    attribute(bus_path + "/idVendor", vendor);
    attribute(bus_path + "/idProduct", product);
  }

  void hid_interface(const std::string& name, const std::string& number) const {
    attribute(name + "/bInterfaceClass", "03");
    attribute(name + "/bInterfaceNumber", number);
  }

 private:
  std::filesystem::path root_;
};

}  // namespace upshid::transport

#endif
