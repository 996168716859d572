#include "transport/fault.h"

#include <doctest/doctest.h>

#include <cerrno>

using namespace upshid;
using namespace upshid::transport;

TEST_CASE("the kernel's error numbers for transfers are told apart") {
  CHECK(code_of_errno(EPIPE) == Code::stalled);
  CHECK(code_of_errno(ETIMEDOUT) == Code::timeout);
  CHECK(code_of_errno(ENODEV) == Code::disconnected);
  CHECK(code_of_errno(ENXIO) == Code::disconnected);
  CHECK(code_of_errno(ESHUTDOWN) == Code::disconnected);
  CHECK(code_of_errno(EOVERFLOW) == Code::long_report);
  CHECK(code_of_errno(EACCES) == Code::permission);
  CHECK(code_of_errno(EPERM) == Code::permission);
  CHECK(code_of_errno(ENOENT) == Code::not_found);
  CHECK(code_of_errno(ECANCELED) == Code::cancelled);
}

TEST_CASE("a noisy cable is not taken for an unplugged device") {
  CHECK(code_of_errno(EPROTO) == Code::io);
  CHECK(code_of_errno(EILSEQ) == Code::io);
  CHECK(code_of_errno(ETIME) == Code::io);
  CHECK(code_of_errno(EIO) == Code::io);
}

TEST_CASE("a report is called by its type and number") {
  CHECK(report_place("UPS", hid::ReportType::input, 0) == "UPS, input report 0x00");
  CHECK(report_place("UPS", hid::ReportType::output, 0x10) == "UPS, output report 0x10");
  CHECK(report_place("UPS", hid::ReportType::feature, 0xff) == "UPS, feature report 0xff");
}

TEST_CASE("a request that was cancelled says so") {
  CHECK(transfer_error("UPS", ECANCELED).text() ==
        "UPS: interrupted before the device answered (Operation canceled, errno 125)");
}

TEST_CASE("a transfer's error says where, what and the errno") {
  DeviceInfo device;
  device.vendor_id = 0x0764;
  device.product_id = 0x0501;
  const Error error =
      transfer_error(node_place(device, "/dev/hidraw0") + ", feature report 0x0b", EPIPE);
  CHECK(error.sys_errno == EPIPE);
  CHECK(error.text() ==
        "0764:0501 /dev/hidraw0, feature report 0x0b: the device refused the request (USB STALL) "
        "(Broken pipe, errno 32)");
}
