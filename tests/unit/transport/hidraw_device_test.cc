#include <doctest/doctest.h>
#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <utility>

#include "transport/child.h"
#include "transport/hidapi.h"
#include "transport/usb_long_read.h"
#include "transport/usb_strings.h"
#include "unit/transport/fake_usb.h"

using namespace upshid;
using namespace upshid::transport;
using hid::ReportType;
using std::chrono::milliseconds;

// The transport over hidraw, and the requests to the kernel, with a device in the place of both.

namespace {

struct Hidraw : FakeDevice {
  Hidraw() {
    usb.answers[0x0301] = {1, 80, 0};
    usb.answers[0x0300] = {0, 42, 43};
    usb.answers[0x0102] = {2, 7};
  }

  std::unique_ptr<Transport> open() {
    auto opened = open_hidapi(info, system.roots(), cancel_fd());
    REQUIRE(opened);
    return *std::move(opened);
  }
  std::unique_ptr<Transport> open_child() {
    auto opened = open_in_child(info, cancel_fd());
    REQUIRE(opened);
    return *std::move(opened);
  }
  Error failure() {
    const auto opened = open_hidapi(info, system.roots());
    REQUIRE_FALSE(opened);
    return opened.error();
  }

  std::array<std::uint8_t, 4> buffer{};
};

}  // namespace

TEST_CASE_FIXTURE(Hidraw, "a node that another device has now is a disconnection") {
  usb.product = 0x0601;
  CHECK(failure().code == Code::disconnected);
  usb.product = 0x0501;
  usb.vendor = 0x051d;
  CHECK(failure().code == Code::disconnected);
  CHECK(usb.calls.empty());
  usb.vendor = 0x0764;
  CHECK(open_hidapi(info, system.roots()));
  CHECK(usb.calls == std::vector<std::string>{"hid open hidraw77", "hid close"});
}

TEST_CASE_FIXTURE(Hidraw,
                  "a node that no longer answers is a disconnection, other errors are not") {
  for (const int error : {ENODEV, EIO}) {
    usb.ioctl_error = error;
    CHECK(failure().code == Code::disconnected);
  }
  usb.ioctl_error = ENOTTY;
  CHECK(failure().code == Code::io);
  usb.ioctl_error = 0;
  usb.hid_error = ENODEV;
  CHECK(failure().code == Code::disconnected);
  // hidapi may fail without an errno; that of an earlier call is not its.
  usb.hid_error = -1;
  errno = ENODEV;
  CHECK(failure().sys_errno == 0);
}

TEST_CASE_FIXTURE(Hidraw, "the descriptor is the kernel's copy, which goes with the device") {
  const auto transport = open();
  CHECK(transport->report_descriptor().error().code == Code::disconnected);
  system.write("sys/class/hidraw/hidraw77/device/report_descriptor", "\x05\x84");
  CHECK(transport->report_descriptor().value() == Bytes{0x05, 0x84});
}

TEST_CASE_FIXTURE(Hidraw, "a report has its ID, unless the device has none") {
  const auto transport = open();
  CHECK(transport->get_report(ReportType::feature, 1, buffer).value() == 3);
  CHECK(buffer == std::array<std::uint8_t, 4>{1, 80, 0, 0});
  CHECK(transport->get_report(ReportType::input, 2, buffer).value() == 2);
  CHECK(buffer[1] == 7);
  buffer = {};
  CHECK(transport->get_report(ReportType::feature, 0, buffer).value() == 2);
  CHECK(buffer == std::array<std::uint8_t, 4>{42, 43, 0, 0});
  std::array<std::uint8_t, 1> one{};
  CHECK(transport->get_report(ReportType::feature, 0, one).value() == 1);
  CHECK(one[0] == 42);
  usb.answers[0x0300] = {};
  CHECK(transport->get_report(ReportType::feature, 0, buffer).value() == 0);
}

TEST_CASE_FIXTURE(Hidraw, "a report that cannot be read is an error of its own") {
  const auto transport = open();
  std::array<std::uint8_t, 1> one{};
  CHECK(transport->get_report(ReportType::feature, 1, one).error().code == Code::invalid_argument);
  CHECK(transport->get_report(ReportType::feature, 0, {}).error().code == Code::invalid_argument);
  CHECK(transport->get_report(ReportType::output, 1, buffer).error().code == Code::unsupported);
  CHECK(transport->get_report(ReportType::feature, 9, buffer).error().code == Code::stalled);
  usb.hid_error = ETIMEDOUT;
  CHECK(transport->get_report(ReportType::feature, 1, buffer).error().code == Code::timeout);
  usb.hid_error = EINVAL;
  CHECK(transport->get_report(ReportType::input, 2, buffer).error().code == Code::unsupported);
  CHECK(transport->get_report(ReportType::feature, 1, buffer).error().code == Code::io);
  usb.hid_error = -1;
  errno = ENODEV;
  CHECK(transport->get_report(ReportType::feature, 1, buffer).error().sys_errno == 0);
  errno = ENODEV;
  CHECK(transport->set_report(ReportType::feature, 1, Bytes{1}).error().sys_errno == 0);
}

TEST_CASE_FIXTURE(Hidraw, "after a timeout that follows a timeout there is a pause, else none") {
  const auto transport = open();
  usb.calls.clear();
  const auto pauses_after = [&](int error) {
    usb.hid_error = error;
    static_cast<void>(transport->get_report(ReportType::feature, 1, buffer));
    return std::exchange(usb.calls, {}) == std::vector<std::string>{"sleep 1000 ms"};
  };
  CHECK_FALSE(pauses_after(ETIMEDOUT));
  CHECK_FALSE(pauses_after(EPIPE));
  CHECK_FALSE(pauses_after(ETIMEDOUT));
  CHECK_FALSE(pauses_after(0));
  CHECK_FALSE(pauses_after(ETIMEDOUT));
  CHECK(pauses_after(ETIMEDOUT));
  CHECK(pauses_after(ETIMEDOUT));
}

TEST_CASE_FIXTURE(Hidraw, "a report is written with its ID, and with a 0 if the device has none") {
  const auto transport = open();
  CHECK(transport->set_report(ReportType::feature, 5, Bytes{5, 9}));
  CHECK(usb.answers.at(0x0305) == Bytes{5, 9});
  CHECK(transport->set_report(ReportType::output, 6, Bytes{6, 9}));
  CHECK(usb.answers.at(0x0206) == Bytes{6, 9});
  CHECK(transport->set_report(ReportType::feature, 0, Bytes{8, 9}));
  CHECK(usb.answers.at(0x0300) == Bytes{0, 8, 9});
  CHECK(transport->set_report(ReportType::input, 5, Bytes{5}).error().code == Code::unsupported);
  CHECK(transport->set_report(ReportType::feature, 5, Bytes{6}).error().code ==
        Code::invalid_argument);
  CHECK(transport->set_report(ReportType::feature, 5, {}).error().code == Code::invalid_argument);
  usb.hid_error = EPIPE;
  CHECK(transport->set_report(ReportType::feature, 5, Bytes{5}).error().code == Code::stalled);
}

TEST_CASE_FIXTURE(Hidraw, "interrupt reports come from the node, at once or after a wait") {
  const auto transport = open();
  const auto none = transport->read_interrupt(buffer, milliseconds(0));
  REQUIRE_FALSE(none);
  CHECK(none.error().code == Code::timeout);
  CHECK(none.error().what == "no report received");
  const auto nothing = transport->read_interrupt(buffer, milliseconds(1));
  REQUIRE_FALSE(nothing);
  CHECK(nothing.error().what == "no report received within 1 ms");
  write_hidraw({1, 2, 3});
  CHECK(is_readable(transport->interrupt_fd()));
  CHECK(transport->read_interrupt(buffer, milliseconds(60'000)).value() == 3);
  CHECK(buffer[2] == 3);
  write_hidraw({4});
  CHECK(transport->read_interrupt(buffer, milliseconds(0)).value() == 1);
}

TEST_CASE_FIXTURE(Hidraw, "a read that the kernel refuses for the device is a disconnection") {
  const auto transport = open();
  const auto with = [&](int error) {
    usb.read_error = error;
    return transport->read_interrupt(buffer, milliseconds(0)).error();
  };
  CHECK(with(EIO).code == Code::disconnected);
  CHECK(with(ENODEV).code == Code::disconnected);
  CHECK(with(EINTR).code == Code::timeout);
  CHECK(with(ENOMEM).sys_errno == ENOMEM);
  CHECK(with(ENOMEM).code == Code::io);
}

TEST_CASE_FIXTURE(Hidraw, "once cancelled, nothing is asked of the device") {
  const auto transport = open();
  cancel();
  CHECK(transport->get_report(ReportType::feature, 1, buffer).error().code == Code::cancelled);
  CHECK(transport->set_report(ReportType::feature, 5, Bytes{5}).error().code == Code::cancelled);
  CHECK(transport->read_interrupt(buffer, milliseconds(60'000)).error().code == Code::cancelled);
  CHECK(transport->string(4).error().code == Code::cancelled);
  CHECK(usb.controls.empty());
  CHECK_FALSE(usb.answers.contains(0x0305));
}

TEST_CASE_FIXTURE(Hidraw,
                  "strings are asked for past hidraw, and only then needs it the usbfs node") {
  usb.answers[0x0300] = {4, 3, 0x09, 0x04};
  usb.answers[0x0304] = {6, 3, 'U', 0, 'P', 0};
  const auto transport = open();
  CHECK(transport->string(4).value() == "UP");
  CHECK(transport->string(4).value() == "UP");
  REQUIRE(usb.controls.size() == 3);
  CHECK(usb.controls[1].request.value == 0x0304);
  CHECK(usb.controls[1].request.index == 0x0409);
  CHECK(usb.controls[1].length == 255);
  CHECK(usb.controls[1].timeout != 0);
  CHECK(transport->string(5).error().code == Code::not_found);
  info.usb_node.clear();
  CHECK(open()->string(4).error().code == Code::not_found);
}

TEST_CASE_FIXTURE(Hidraw,
                  "a device that is gone has no language, one without the list has strings") {
  usb.answers = {{std::uint16_t{0x0304}, Bytes{6, 3, 'U', 0, 'P', 0}}};
  CHECK(open()->string(4).value() == "UP");
  CHECK(usb.controls.back().request.index == 0x0409);
  usb.answers[0x0304] = {6, 2, 'U', 0, 'P', 0};
  const auto transport = open();
  const auto malformed = transport->string(4);
  REQUIRE_FALSE(malformed);
  CHECK(malformed.error().where.ends_with(", string 4"));
  for (const int error : {ENODEV, ESHUTDOWN}) {
    Hidraw other;
    const auto gone = other.open();
    usb.ioctl_error = error;
    CHECK(gone->string(4).error().code == Code::disconnected);
  }
}

TEST_CASE_FIXTURE(Hidraw, "a child process answers as the device itself would") {
  const auto transport = open_child();
  CHECK(transport->device().hidraw_node == info.hidraw_node);
  CHECK(transport->interrupt_fd() == -1);
  CHECK(transport->get_report(ReportType::feature, 1, buffer).value() == 3);
  CHECK(buffer == std::array<std::uint8_t, 4>{1, 80, 0, 0});
  CHECK(transport->get_report(ReportType::feature, 1, std::span(buffer).first(2)).value() == 2);
  CHECK(transport->set_report(ReportType::feature, 1, Bytes{1, 70, 1}));
  CHECK(transport->get_report(ReportType::feature, 1, buffer).value() == 3);
  CHECK(buffer[1] == 70);
  write_hidraw({4, 5});
  CHECK(transport->read_interrupt(buffer, milliseconds(60'000)).value() == 2);
  CHECK(buffer[1] == 5);
}

TEST_CASE_FIXTURE(Hidraw, "a child process passes each error on as it is") {
  usb.answers[0x0300] = {4, 3, 0x09, 0x04};
  usb.answers[0x0304] = {6, 3, 'U', 0, 'P', 0};
  const auto child = open_child();
  const auto here = open_hidapi(info).value();
  const auto same = [](const auto& one, const auto& other) {
    REQUIRE_FALSE(one);
    REQUIRE_FALSE(other);
    CHECK(one.error().code == other.error().code);
    CHECK(one.error().where == other.error().where);
    CHECK(one.error().what == other.error().what);
    CHECK(one.error().sys_errno == other.error().sys_errno);
  };
  same(child->get_report(ReportType::feature, 9, buffer),
       here->get_report(ReportType::feature, 9, buffer));
  same(child->set_report(ReportType::input, 9, Bytes{9}),
       here->set_report(ReportType::input, 9, Bytes{9}));
  same(child->read_interrupt(buffer, milliseconds(2)),
       here->read_interrupt(buffer, milliseconds(2)));
  same(child->report_descriptor(), here->report_descriptor());
  same(child->string(5), here->string(5));
  CHECK(child->string(4).value() == "UP");
}

TEST_CASE_FIXTURE(Hidraw,
                  "a child process is not waited for once cancelled, and never asked again") {
  const auto transport = open_child();
  cancel();
  CHECK(transport->read_interrupt(buffer, milliseconds(2000)).error().code == Code::cancelled);
  CHECK(transport->get_report(ReportType::feature, 1, buffer).error().code == Code::cancelled);
}

TEST_CASE_FIXTURE(Hidraw,
                  "a child process ends by SIGTERM, and not by what a terminal sends its caller") {
  const auto before = std::signal(SIGTERM, SIG_IGN);
  for (const auto& [signal, is_end] :
       {std::pair(SIGINT, false), std::pair(SIGHUP, false), std::pair(SIGTERM, true)}) {
    usb.on_hid = [signal = signal] { static_cast<void>(std::raise(signal)); };
    const auto got = open_child()->get_report(ReportType::feature, 1, buffer);
    CHECK(got.has_value() != is_end);
    if (!got) CHECK(got.error().code == Code::io);
  }
  std::signal(SIGTERM, before);
}

TEST_CASE_FIXTURE(Hidraw, "if no process can be started, the device is opened in this one") {
  for (const int forks : {0, 1}) {
    usb.forks_left = forks;
    CHECK(open_child()->interrupt_fd() >= 0);
  }
  usb.forks_left = 2;
  CHECK(open_child()->interrupt_fd() == -1);
}

TEST_CASE_FIXTURE(Hidraw, "a long read is one request of the kernel, which is taken back") {
  usb.answers[0x2200] = Bytes(5000, 7);
  const base::UniqueFd node(::open(info.usb_node.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
  Bytes bytes(6000);
  const auto request = report_descriptor_request(1);
  CHECK(read_long(node.get(), request, bytes, -1, milliseconds(60'000)) == 5000);
  CHECK(bytes[4999] == 7);
  CHECK(bytes[5000] == 0);
  REQUIRE(usb.controls.size() == 1);
  CHECK(usb.controls[0].request.value == 0x2200);
  CHECK(usb.controls[0].request.index == 1);
  CHECK(usb.controls[0].length == 6000);
  CHECK(usb.calls == std::vector<std::string>{"reap"});
  usb.answers.clear();
  CHECK(read_long(node.get(), request, bytes, -1, milliseconds(60'000)) == -EPIPE);
  usb.ioctl_error = ENODEV;
  CHECK(read_long(node.get(), request, bytes, -1, milliseconds(60'000)) == -ENODEV);
}

TEST_CASE_FIXTURE(Hidraw, "a long read without an answer is discarded before its memory goes") {
  const base::UniqueFd node(::open(info.usb_node.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
  // A node is ready when the request has ended; a full FIFO is not.
  const Bytes page(4096);
  while (::write(node.get(), page.data(), page.size()) > 0) {
  }
  usb.answers[0x2200] = Bytes(5000, 7);
  usb.is_silent = true;
  Bytes bytes(6000);
  const auto request = report_descriptor_request(0);
  CHECK(read_long(node.get(), request, bytes, cancel_fd(), milliseconds(1)) == -ETIMEDOUT);
  CHECK(usb.calls == std::vector<std::string>{"discard", "reap"});
  cancel();
  CHECK(read_long(node.get(), request, bytes, cancel_fd(), milliseconds(60'000)) == -ECANCELED);
  CHECK(usb.calls == std::vector<std::string>{"discard", "reap", "discard", "reap"});
  // It ended just before it was discarded.
  usb.is_silent = false;
  CHECK(read_long(node.get(), request, bytes, -1, milliseconds(1)) == 5000);
}

TEST_CASE_FIXTURE(Hidraw, "a port is reset by one request of the kernel") {
  CHECK(reset_port(info));
  CHECK(usb.calls == std::vector<std::string>{"reset"});
  usb.ioctl_error = ENODEV;
  CHECK(reset_port(info).error().code == Code::disconnected);
}
