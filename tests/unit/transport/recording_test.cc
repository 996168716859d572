#include "transport/recording.h"

#include <doctest/doctest.h>

using namespace upshid;
using namespace upshid::transport;

namespace {

constexpr const char* session =
    "# From a mailing list.\n"
    "\n"
    "upshid recording 1\n"
    "name \"cyberpower\"  # as ups.conf has it\n"
    "setting \"lowbatt\" \"20\"\n"
    "setting \"ignorelb\" \"enabled\"\n"
    "vendor-id 0x0764\n"
    "product-id 1281\n"
    "release 0x0200\n"
    "interface 1\n"
    "manufacturer \"C\\x50S\"\n"
    "product \" 950 \\x22W\\x22\\x0a\"\n"
    "serial \"000000000000\"\n"
    "port \"1-1.2\"\n"
    "hidraw \"/dev/hidraw0\"\n"
    "usb \"/dev/bus/usb/001/004\"\n"
    "0.012 descriptor = 05 84 09 04 A1 01\r\n"
    "0.014 get feature 0x0b 2 = 0b 11\n"
    "0.019 get input 8 6 = error stalled 32 \"here\" \"the device refused\"\n"
    "0.020 set feature 0x0c 0c 01 = ok\n"
    "0.021 set output 0x0c = error timeout 110 \"\" \"\"\n"
    "0.022 string 4 = \"PbAcid\"\n"
    "12.500 interrupt = 0b 10\n"
    "13 get feature 0x0d 2 =\n";

// The error's text for a session whose lines after the first are these.
std::string refusal(const std::string& lines) {
  const auto result = parse_recording("upshid recording 1\n" + lines, "ups.rec");
  REQUIRE_FALSE(result);
  CHECK(result.error().code == Code::invalid_argument);
  return result.error().text();
}

}  // namespace

TEST_CASE("a recording says who was there") {
  const auto recording = parse_recording(session, "ups.rec");
  REQUIRE(recording);
  CHECK(recording->name == "cyberpower");
  REQUIRE(recording->settings.size() == 2);
  CHECK(recording->settings[0] == std::pair<std::string, std::string>("lowbatt", "20"));
  const DeviceInfo& device = recording->device;
  CHECK(device.vendor_id == 0x0764);
  CHECK(device.product_id == 0x0501);
  CHECK(device.bcd_device == 0x0200);
  CHECK(device.interface_number == 1);
  CHECK(device.manufacturer == "CPS");
  CHECK(device.product == " 950 \"W\" ");
  CHECK(device.serial == "000000000000");
  CHECK(device.bus_path == "1-1.2");
  CHECK(device.hidraw_node == "/dev/hidraw0");
  CHECK(device.usb_node == "/dev/bus/usb/001/004");
}

TEST_CASE("a recording says what was asked and answered, and when") {
  const auto recording = parse_recording(session, "ups.rec");
  REQUIRE(recording);
  REQUIRE(recording->exchanges.size() == 8);
  const auto& all = recording->exchanges;
  CHECK(all[0].what == Exchange::What::descriptor);
  CHECK(all[0].at == std::chrono::milliseconds(12));
  CHECK(all[0].bytes == std::vector<std::uint8_t>{0x05, 0x84, 0x09, 0x04, 0xa1, 0x01});
  CHECK(all[1].type == hid::ReportType::feature);
  CHECK(all[1].id == 0x0b);
  CHECK(all[1].size == 2);
  CHECK(all[1].bytes == std::vector<std::uint8_t>{0x0b, 0x11});
  CHECK(all[2].type == hid::ReportType::input);
  REQUIRE(all[2].error);
  CHECK(all[2].error->code == Code::stalled);
  CHECK(all[2].error->text() == "here: the device refused (Broken pipe, errno 32)");
  CHECK(all[3].sent == std::vector<std::uint8_t>{0x0c, 0x01});
  CHECK_FALSE(all[3].error);
  CHECK(all[4].sent.empty());
  CHECK(all[4].error->code == Code::timeout);
  CHECK(all[5].text == "PbAcid");
  CHECK(all[6].what == Exchange::What::interrupt);
  CHECK(all[6].at == std::chrono::milliseconds(12500));
  CHECK(all[7].bytes.empty());
}

TEST_CASE("a UPS that was opened again goes on where it was, with what is known of it now") {
  const auto recording = parse_recording(
      "upshid recording 1\nport \"1-1\"\nhidraw \"/dev/hidraw0\"\nsetting \"a\" \"b\"\n"
      "0.5 get feature 1 2 = 01 00\n2.0 interrupt = error disconnected 19 \"\" \"gone\"\n"
      "upshid recording 1\nport \"1-1\"\nhidraw \"/dev/hidraw1\"\n"
      "0.5 get feature 1 2 = 01 01\n",
      "ups.rec");
  REQUIRE(recording);
  CHECK(recording->device.hidraw_node == "/dev/hidraw1");
  CHECK(recording->settings.empty());
  REQUIRE(recording->exchanges.size() == 3);
  CHECK(recording->exchanges[2].at == std::chrono::milliseconds(2500));
}

TEST_CASE("a session of more than a lifetime is refused") {
  CHECK(refusal("1000000000 interrupt =\nupshid recording 1\n0.001 interrupt =\n") ==
        "ups.rec:4:1: found \"0.001\", expected all in less than 30 years");
}

TEST_CASE("what is written is what is read") {
  const auto first = parse_recording(session, "ups.rec");
  REQUIRE(first);
  std::string text = recording_head(*first);
  for (const Exchange& exchange : first->exchanges) text += recording_line(exchange);
  CHECK(text ==
        "upshid recording 1\n"
        "name \"cyberpower\"\n"
        "setting \"lowbatt\" \"20\"\n"
        "setting \"ignorelb\" \"enabled\"\n"
        "vendor-id 0x0764\n"
        "product-id 0x0501\n"
        "release 0x0200\n"
        "interface 1\n"
        "manufacturer \"CPS\"\n"
        "product \" 950 \\x22W\\x22 \"\n"
        "serial \"000000000000\"\n"
        "port \"1-1.2\"\n"
        "hidraw \"/dev/hidraw0\"\n"
        "usb \"/dev/bus/usb/001/004\"\n"
        "0.012 descriptor = 05 84 09 04 a1 01\n"
        "0.014 get feature 0x0b 2 = 0b 11\n"
        "0.019 get input 0x08 6 = error stalled 32 \"here\" \"the device refused\"\n"
        "0.020 set feature 0x0c 0c 01 = ok\n"
        "0.021 set output 0x0c = error timeout 110 \"\" \"\"\n"
        "0.022 string 4 = \"PbAcid\"\n"
        "12.500 interrupt = 0b 10\n"
        "13.000 get feature 0x0d 2 =\n");
}

TEST_CASE("a file that is no recording is refused at its first line") {
  const auto other = parse_recording("battery.charge: 100\n", "status.txt");
  REQUIRE_FALSE(other);
  CHECK(other.error().text() ==
        "status.txt:1:1: found \"battery.charge:\", expected \"upshid recording 1\"");
  const auto later = parse_recording("#\nupshid recording 2\n", "x");
  REQUIRE_FALSE(later);
  CHECK(later.error().text() == "x:2:1: found \"upshid\", expected \"upshid recording 1\"");
  const auto empty = parse_recording("\n# nothing\n", "x");
  REQUIRE_FALSE(empty);
  CHECK(empty.error().text() == "x:1:1: found nothing, expected \"upshid recording 1\"");
}

TEST_CASE("what cannot be read is reported by line and column, with what was expected") {
  CHECK(refusal("colour \"beige\"\n") ==
        "ups.rec:2:1: found \"colour\", expected a time in seconds, or what is known of the UPS: "
        "name, setting, vendor-id, product-id, release, interface, manufacturer, product, serial, "
        "port, hidraw or usb");
  CHECK(refusal("serial 12\n") == "ups.rec:2:8: found \"12\", expected serial, a text in quotes");
  CHECK(refusal("serial \"12\n") == "ups.rec:2:8: unterminated quote, expected '\"' on this line");
  CHECK(refusal("serial \"a\\n\"\n") ==
        "ups.rec:2:10: found a backslash, expected \\x and two hexadecimal digits");
  CHECK(refusal("serial \"1\" 2\n") == "ups.rec:2:12: found \"2\", expected the end of the line");
  CHECK(refusal("vendor-id 0x10000\n") ==
        "ups.rec:2:11: found \"0x10000\", expected vendor-id, a number from 0 to 65535");
  CHECK(refusal("interface\n") ==
        "ups.rec:2:10: found the end of the line, expected interface, a number from 0 to 255");
  CHECK(refusal("port \"1\"\nport \"2\"\n") ==
        "ups.rec:3:1: found \"port\", expected each of these lines once");
  CHECK(refusal("0.1 descriptor =\nport \"1\"\n") ==
        "ups.rec:3:1: found \"port\", expected a time in seconds");
  CHECK(refusal("setting \"a\"\n") ==
        "ups.rec:2:12: found the end of the line, expected a setting's value, a text in quotes");
}

TEST_CASE("an invalid request is reported by line and column") {
  CHECK(refusal("0.x descriptor =\n") == "ups.rec:2:1: found \"0.x\", expected a time in seconds");
  CHECK(refusal("0.1 fetch 4\n") ==
        "ups.rec:2:5: found \"fetch\", expected descriptor, get, set, string or interrupt");
  CHECK(refusal("0.1 get 4 = 0b\n") ==
        "ups.rec:2:9: found \"4\", expected input, output or feature");
  CHECK(refusal("0.1 get input 256 1 = 0b\n") ==
        "ups.rec:2:15: found \"256\", expected a report ID, a number from 0 to 255");
  CHECK(refusal("0.1 get input 1 16385 = 0b\n") ==
        "ups.rec:2:17: found \"16385\", expected a number of bytes, a number from 0 to 16384");
  CHECK(refusal("0.1 string = \"a\"\n") ==
        "ups.rec:2:12: found \"=\", expected a string index, a number from 0 to 255");
  CHECK(refusal("0.1 get input 1 2 0b 01\n") == "ups.rec:2:19: found \"0b\", expected \"=\"");
  CHECK(refusal("0.1 descriptor\n") == "ups.rec:2:15: found the end of the line, expected \"=\"");
  CHECK(refusal("0.1 set feature 1 0c zz = ok\n") ==
        "ups.rec:2:22: found \"zz\", expected a byte as two hexadecimal digits");
}

TEST_CASE("an invalid answer is reported by line and column") {
  CHECK(refusal("0.1 interrupt = 0b 1\n") ==
        "ups.rec:2:20: found \"1\", expected a byte as two hexadecimal digits");
  CHECK(refusal("0.1 set feature 1 = fine\n") == "ups.rec:2:21: found \"fine\", expected \"ok\"");
  CHECK(refusal("0.1 string 4 = PbAcid\n") ==
        "ups.rec:2:16: found \"PbAcid\", expected a string's answer, a text in quotes");
  CHECK(
      refusal("0.1 interrupt = error broken 5 \"\" \"\"\n") ==
      "ups.rec:2:23: found \"broken\", expected the name of an error, such as stalled or timeout");
  CHECK(refusal("0.1 interrupt = error io 5000 \"\" \"\"\n") ==
        "ups.rec:2:26: found \"5000\", expected an errno, a number from 0 to 4095");
  CHECK(refusal("0.1 interrupt = error io 5 \"\"\n") ==
        "ups.rec:2:30: found the end of the line, expected the error's message, a text in quotes");
}

TEST_CASE("long words are shown cut, long texts and reports are refused") {
  CHECK(refusal(std::string(100, 'x') + "\n")
            .starts_with("ups.rec:2:1: found \"" + std::string(40, 'x') + "\", expected "));
  CHECK(refusal("serial \"" + std::string(5000, 'x') + "\"\n") ==
        "ups.rec:2:8: the text is longer than 4096 bytes");
  std::string bytes;
  for (int i = 0; i < 16385; ++i) bytes += " 00";
  CHECK(refusal("0.1 interrupt =" + bytes + "\n") ==
        "ups.rec:2:49169: found \"00\", expected at most 16384 bytes");
}

TEST_CASE("a file of more than 16 MiB is refused unread") {
  const auto result = parse_recording(std::string(max_recording + 1, '\n'), "big");
  REQUIRE_FALSE(result);
  CHECK(result.error().code == Code::budget_exceeded);
  CHECK(result.error().text() == "big: 16777217 bytes, expected at most 16777216");
}
