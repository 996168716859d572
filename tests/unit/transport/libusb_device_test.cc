#include <doctest/doctest.h>

#include <algorithm>
#include <cerrno>

#include "transport/libusb.h"
#include "unit/transport/fake_usb.h"

using namespace upshid;
using namespace upshid::transport;
using std::chrono::milliseconds;

// The transport over libusb, with a device in the place of libusb.

namespace {

constexpr std::uint16_t descriptor = 0x2200;  // wValue of the report descriptor.

Bytes hid_descriptor(std::uint16_t length) {
  return {9,
          0x21,
          0x10,
          1,
          0,
          1,
          0x22,
          static_cast<std::uint8_t>(length & 0xff),
          static_cast<std::uint8_t>(length >> 8)};
}

// Report 1 of two bytes, input: three bytes with its ID.
const Bytes report_descriptor{0x85, 1, 0x75, 8, 0x95, 2, 0x81, 2};

struct Libusb : FakeDevice {
  Libusb() {
    usb.interface_extra = hid_descriptor(8);
    usb.endpoints = {{0x02, 3, 8}, {0x82, 2, 64}, {0x81, 3, 8}, {0x83, 3, 16}};
    usb.answers[descriptor] = report_descriptor;
    usb.answers[0x0301] = {1, 80, 0};
  }

  std::unique_ptr<Transport> open(bool hears = true) {
    auto opened = open_libusb(info, cancel_fd(), &complaints, system.roots(), hears);
    REQUIRE(opened);
    return *std::move(opened);
  }
  // The descriptor is believed when it was read twice.
  std::unique_ptr<Transport> listening() {
    auto transport = open();
    REQUIRE(transport->report_descriptor());
    CHECK_FALSE(usb.is_listening());
    REQUIRE(transport->report_descriptor());
    REQUIRE(usb.is_listening());
    return transport;
  }
  Error failure() {
    const auto opened = open_libusb(info, cancel_fd(), &complaints, system.roots());
    REQUIRE_FALSE(opened);
    return opened.error();
  }
  long calls(const std::string& call) const {
    return std::count(usb.calls.begin(), usb.calls.end(), call);
  }

  Complaints complaints;
  std::array<std::uint8_t, 8> buffer{};
};

Bytes read(Transport& transport, milliseconds timeout = {}) {
  Bytes buffer(16);
  const auto got = transport.read_interrupt(buffer, timeout);
  buffer.resize(got ? *got : 0);
  return buffer;
}

Code failure_of_read(Transport& transport) {
  Bytes buffer(16);
  const auto got = transport.read_interrupt(buffer, milliseconds(0));
  REQUIRE_FALSE(got);
  return got.error().code;
}

}  // namespace

TEST_CASE_FIXTURE(Libusb, "the interface is held until the transport ends, and then left") {
  {
    const auto transport = open();
    CHECK(transport->device().usb_node == info.usb_node);
    CHECK(usb.calls == std::vector<std::string>{"notify", "free descriptors", "free config",
                                                "auto-detach 1", "claim 0"});
  }
  CHECK(usb.calls == std::vector<std::string>{"notify", "free descriptors", "free config",
                                              "auto-detach 1", "claim 0", "release 0", "close",
                                              "notify nobody", "exit"});
}

TEST_CASE_FIXTURE(Libusb,
                  "an interface without a driver gets one, and is reported if there is one") {
  usb.has_driver = false;
  open();
  CHECK(calls("auto-detach 1") == 1);
  CHECK(complaints.empty());
  system.write("sys/bus/usb/drivers/usbhid/bind", "");
  open();
  REQUIRE(complaints.size() == 1);
  CHECK(complaints[0].code == ComplaintCode::no_kernel_driver);
  usb.has_driver = true;
  open();
  CHECK(complaints.size() == 1);
  usb.has_driver = false;
  CHECK(open_libusb(info, -1, nullptr, system.roots()));
}

TEST_CASE_FIXTURE(Libusb, "reading the descriptor alone leaves the interface as it was") {
  CHECK(read_report_descriptor(info, -1, system.roots()).value() == report_descriptor);
  CHECK(calls("auto-detach 1") == 1);
  usb.has_driver = false;
  CHECK(read_report_descriptor(info, -1, system.roots()).value() == report_descriptor);
  CHECK(calls("auto-detach 0") == 1);
  CHECK_FALSE(usb.is_listening());
}

TEST_CASE_FIXTURE(Libusb, "a device that cannot be used is not released, and the error says why") {
  usb.claim_error = LIBUSB_ERROR_BUSY;
  CHECK(failure().code == Code::unsupported);
  usb.claim_error = LIBUSB_ERROR_NO_DEVICE;
  CHECK(failure().code == Code::disconnected);
  usb.claim_error = 0;
  CHECK(calls("close") == 2);
  usb.wrap_error = LIBUSB_ERROR_NO_DEVICE;
  CHECK(failure().code == Code::disconnected);
  usb.wrap_error = LIBUSB_ERROR_NO_MEM;
  CHECK(failure().sys_errno == ENOMEM);
  usb.wrap_error = 0;
  CHECK(calls("close") == 2);
  usb.product = 0x0601;
  CHECK(failure().code == Code::disconnected);
  usb.product = 0x0501;
  usb.vendor = 0x051d;
  CHECK(failure().code == Code::disconnected);
  CHECK(calls("release 0") == 0);
  CHECK(calls("exit") == 6);
}

TEST_CASE_FIXTURE(Libusb,
                  "as many bytes of descriptor are asked for as the HID descriptor declares") {
  CHECK(open()->report_descriptor().value() == report_descriptor);
  REQUIRE(usb.controls.size() == 1);
  CHECK(usb.controls[0].request.type == 0x81);
  CHECK(usb.controls[0].length == 8);
  CHECK(usb.controls[0].timeout == 5000);

  // In devices of HID 1.0 it stands after the endpoint.
  usb.endpoint_extra = hid_descriptor(6);
  CHECK(open()->report_descriptor().value().size() == 8);
  usb.interface_extra.clear();
  CHECK(open()->report_descriptor().value().size() == 6);

  usb.endpoint_extra.clear();
  CHECK(open()->report_descriptor().value() == report_descriptor);
  CHECK(usb.controls.back().length == 4096);

  info.interface_number = 5;
  CHECK(open()->report_descriptor());
  CHECK(usb.controls.back().request.index == 5);
  CHECK(usb.controls.back().length == 4096);
}

TEST_CASE_FIXTURE(Libusb, "a descriptor is limited, and a long one goes past libusb's 4096 bytes") {
  usb.interface_extra = hid_descriptor(16385);
  CHECK(open()->report_descriptor().error().code == Code::budget_exceeded);
  CHECK(usb.controls.empty());
  usb.interface_extra = hid_descriptor(16384);
  usb.answers[descriptor] = Bytes(5000, 7);
  CHECK(open()->report_descriptor().value() == Bytes(5000, 7));
  CHECK(usb.controls.at(0).length == 16384);
  CHECK(calls("reap") == 1);
  usb.interface_extra = hid_descriptor(4096);
  CHECK(open()->report_descriptor().value() == Bytes(4096, 7));
  CHECK(calls("reap") == 1);
}

TEST_CASE_FIXTURE(Libusb,
                  "a report is read with the exact length, and a refusal is an error of its own") {
  info.interface_number = 0;
  const auto transport = open();
  CHECK(transport->get_report(hid::ReportType::feature, 1, std::span(buffer).first(3)).value() ==
        3);
  CHECK(buffer == std::array<std::uint8_t, 8>{1, 80, 0});
  CHECK(usb.controls[0].length == 3);
  CHECK(transport->get_report(hid::ReportType::feature, 1, std::span(buffer).first(2)).value() ==
        2);
  CHECK(transport->get_report(hid::ReportType::feature, 2, buffer).error().code == Code::stalled);

  const auto with = [&](libusb_transfer_status status) {
    usb.status = status;
    return transport->get_report(hid::ReportType::feature, 1, buffer).error();
  };
  CHECK(with(LIBUSB_TRANSFER_TIMED_OUT).code == Code::timeout);
  CHECK(with(LIBUSB_TRANSFER_NO_DEVICE).code == Code::disconnected);
  CHECK(with(LIBUSB_TRANSFER_OVERFLOW).code == Code::long_report);
  CHECK(with(LIBUSB_TRANSFER_ERROR).sys_errno == EPROTO);
  usb.submit_error = LIBUSB_ERROR_NO_DEVICE;
  CHECK(with(LIBUSB_TRANSFER_COMPLETED).code == Code::disconnected);
  usb.submit_error = LIBUSB_ERROR_ACCESS;
  CHECK(with(LIBUSB_TRANSFER_COMPLETED).code == Code::permission);
}

TEST_CASE_FIXTURE(Libusb, "an output report takes its own endpoint, and a feature never does") {
  const auto transport = open();
  CHECK(transport->set_report(hid::ReportType::output, 5, Bytes{5, 1}));
  CHECK(usb.interrupts_out == std::vector<Bytes>{{5, 1}});
  CHECK(usb.controls.empty());
  CHECK(transport->set_report(hid::ReportType::feature, 5, Bytes{5, 2}));
  REQUIRE(usb.controls.size() == 1);
  CHECK(usb.controls[0].request.value == 0x0305);
  CHECK(usb.controls[0].data == Bytes{5, 2});
  CHECK(usb.interrupts_out.size() == 1);
  usb.endpoints = {{0x81, 3, 8}};
  CHECK(open()->set_report(hid::ReportType::output, 0, Bytes{9}));
  CHECK(usb.controls.back().request.value == 0x0200);
  CHECK(usb.controls.back().data == Bytes{9});
}

TEST_CASE_FIXTURE(Libusb, "what is no report of its type and ID is not sent") {
  const auto transport = open();
  CHECK(transport->set_report(hid::ReportType::input, 5, Bytes{5}).error().code ==
        Code::unsupported);
  CHECK(transport->set_report(hid::ReportType::feature, 5, Bytes{}).error().code ==
        Code::invalid_argument);
  CHECK(transport->set_report(hid::ReportType::feature, 5, Bytes{6}).error().code ==
        Code::invalid_argument);
  CHECK(usb.controls.empty());
  usb.status = LIBUSB_TRANSFER_STALL;
  CHECK(transport->set_report(hid::ReportType::feature, 5, Bytes{5}).error().code == Code::stalled);
}

TEST_CASE_FIXTURE(Libusb, "once cancelled, a pending transfer is ended and none is begun") {
  const auto transport = open();
  // While the device is asked.
  usb.is_silent = true;
  usb.on_control = [this] { cancel(); };
  CHECK(transport->get_report(hid::ReportType::feature, 1, buffer).error().code == Code::cancelled);
  CHECK(usb.controls.size() == 1);
  CHECK(calls("cancel") == 1);
  CHECK(transport->get_report(hid::ReportType::feature, 1, buffer).error().code == Code::cancelled);
  CHECK(usb.controls.size() == 1);
}

TEST_CASE_FIXTURE(Libusb, "an interrupt report makes the descriptor readable until it is taken") {
  const auto transport = listening();
  CHECK(usb.listening_for() == 8);  // Three bytes, in whole packets.
  CHECK(usb.listening->timeout == 0);
  CHECK_FALSE(is_readable(transport->interrupt_fd()));
  CHECK(failure_of_read(*transport) == Code::timeout);
  usb.deliver({1, 2, 3});
  CHECK(is_readable(transport->interrupt_fd()));
  CHECK(read(*transport) == Bytes{1, 2, 3});
  CHECK_FALSE(is_readable(transport->interrupt_fd()));
  REQUIRE(usb.is_listening());
  usb.deliver({1, 4, 5});
  CHECK(read(*transport, milliseconds(60'000)) == Bytes{1, 4, 5});
  std::array<std::uint8_t, 2> small{};
  usb.deliver({1, 6, 7});
  CHECK(transport->read_interrupt(small, milliseconds(0)).value() == 2);
  CHECK(small[1] == 6);
}

TEST_CASE_FIXTURE(Libusb,
                  "reports are taken in their order, and of a flood the first 64 are kept") {
  const auto transport = listening();
  for (std::uint8_t i = 0; i < 70; ++i) {
    usb.deliver({i, 0, 0});
    // Which handles the event, and would wait if there were no report.
    if (i == 0) CHECK(read(*transport) == Bytes{0, 0, 0});
    if (i != 0) libusb_handle_events_timeout_completed(nullptr, nullptr, nullptr);
  }
  for (std::uint8_t i = 1; i < 65; ++i) {
    CHECK(is_readable(transport->interrupt_fd()));
    CHECK(read(*transport, milliseconds(60'000)) == Bytes{i, 0, 0});
  }
  CHECK_FALSE(is_readable(transport->interrupt_fd()));
  CHECK(failure_of_read(*transport) == Code::timeout);
  usb.deliver({});
  CHECK(failure_of_read(*transport) == Code::timeout);
  CHECK(usb.is_listening());
}

TEST_CASE_FIXTURE(Libusb, "a disconnection is reported after what was received before, and stays") {
  const auto transport = listening();
  usb.deliver({1, 2, 3});
  libusb_handle_events_timeout_completed(nullptr, nullptr, nullptr);
  usb.fail_interrupt(LIBUSB_TRANSFER_NO_DEVICE);
  libusb_handle_events_timeout_completed(nullptr, nullptr, nullptr);
  CHECK(read(*transport) == Bytes{1, 2, 3});
  CHECK(is_readable(transport->interrupt_fd()));
  CHECK(failure_of_read(*transport) == Code::disconnected);
  CHECK(is_readable(transport->interrupt_fd()));
  CHECK_FALSE(usb.is_listening());
}

TEST_CASE_FIXTURE(Libusb, "a device that goes between two transfers is a disconnection too") {
  const auto transport = listening();
  usb.submit_error = LIBUSB_ERROR_NO_DEVICE;
  usb.deliver({1, 2, 3});
  CHECK(read(*transport) == Bytes{1, 2, 3});
  CHECK(is_readable(transport->interrupt_fd()));
  CHECK(failure_of_read(*transport) == Code::disconnected);
}

TEST_CASE_FIXTURE(Libusb,
                  "a transfer that failed is begun again at the next read, a halt is cleared") {
  const auto transport = listening();
  usb.fail_interrupt(LIBUSB_TRANSFER_ERROR);
  libusb_handle_events_timeout_completed(nullptr, nullptr, nullptr);
  CHECK_FALSE(usb.is_listening());
  CHECK(failure_of_read(*transport) == Code::timeout);
  CHECK(usb.is_listening());
  CHECK(calls("clear halt 81") == 0);
  usb.fail_interrupt(LIBUSB_TRANSFER_STALL);
  CHECK(failure_of_read(*transport) == Code::timeout);
  CHECK(calls("clear halt 81") == 1);
  CHECK(usb.is_listening());
}

TEST_CASE_FIXTURE(Libusb,
                  "the transfer of the interrupt endpoint is ended before its memory goes") {
  listening();
  CHECK(calls("cancel") == 1);
  CHECK(usb.ended.empty());
  CHECK(calls("close") == 1);
}

TEST_CASE_FIXTURE(Libusb,
                  "without an interrupt endpoint, or if nobody listens, there are no reports") {
  auto transport = open(false);
  REQUIRE(transport->report_descriptor());
  REQUIRE(transport->report_descriptor());
  CHECK_FALSE(usb.is_listening());
  CHECK(failure_of_read(*transport) == Code::timeout);
  transport.reset();
  usb.endpoints = {{0x02, 3, 8}, {0x82, 2, 64}, {0x81, 3, 0}};
  transport = open();
  REQUIRE(transport->report_descriptor());
  REQUIRE(transport->report_descriptor());
  CHECK_FALSE(usb.is_listening());
  CHECK(failure_of_read(*transport) == Code::timeout);
}

TEST_CASE_FIXTURE(Libusb, "a descriptor that differs from the one before is not believed") {
  const auto transport = open();
  REQUIRE(transport->report_descriptor());
  usb.answers[descriptor] = {0x85, 1, 0x75, 8, 0x95, 20, 0x81, 2};
  REQUIRE(transport->report_descriptor());
  CHECK_FALSE(usb.is_listening());
  REQUIRE(transport->report_descriptor());
  REQUIRE(usb.is_listening());
  CHECK(usb.listening_for() == 24);
}

TEST_CASE_FIXTURE(Libusb, "the wait for a report ends when it is cancelled") {
  const auto transport = listening();
  cancel();
  const auto got = transport->read_interrupt(buffer, milliseconds(60'000));
  REQUIRE_FALSE(got);
  CHECK(got.error().code == Code::cancelled);
}

TEST_CASE_FIXTURE(Libusb,
                  "strings are asked for in the device's language, which is asked for once") {
  usb.answers[0x0300] = {4, 3, 0x07, 0x04};
  usb.answers[0x0304] = {6, 3, 'U', 0, 'P', 0};
  const auto transport = open();
  CHECK(transport->string(4).value() == "UP");
  CHECK(transport->string(4).value() == "UP");
  REQUIRE(usb.controls.size() == 3);
  CHECK(usb.controls[0].request.value == 0x0300);
  CHECK(usb.controls[2].request.index == 0x0407);
  CHECK(transport->string(5).error().code == Code::not_found);
}
