#include "tool/cmd/tools.h"

using upshid::test::check_silent;
using upshid::test::Ran;
using upshid::test::rw;

TEST_CASE("the list has upsrw's form, an enumeration with its options") {
  const Ran ran = rw({"virtual:CP850PFCLCDa"});
  CHECK(ran.out ==
        "[battery.charge.low]\n"
        "Charge at which the UPS reports a low battery (percent)\n"
        "Type: STRING\nMaximum length: 10\nValue: 10\n"
        "\n"
        "[battery.runtime.low]\n"
        "Runtime at which the UPS reports a low battery (seconds)\n"
        "Type: STRING\nMaximum length: 10\nValue: 300\n"
        "\n"
        "[input.sensitivity]\n"
        "Sensitivity to line power disturbances\n"
        "Type: ENUM STRING\nMaximum length: 0\n"
        "Option: \"low\"\nOption: \"normal\" SELECTED\nOption: \"high\"\n"
        "\n"
        "[input.transfer.high]\n"
        "Line voltage above which the UPS switches to battery (V)\n"
        "Type: STRING\nMaximum length: 10\nValue: 139\n"
        "\n"
        "[input.transfer.low]\n"
        "Line voltage below which the UPS switches to battery (V)\n"
        "Type: STRING\nMaximum length: 10\nValue: 100\n"
        "\n"
        "[ups.delay.shutdown]\n"
        "Delay from the command to cutting the power (seconds)\n"
        "Type: STRING\nMaximum length: 10\nValue: 60\n"
        "\n"
        "[ups.delay.start]\n"
        "Delay until the load is switched on again (seconds)\n"
        "Type: STRING\nMaximum length: 10\nValue: 120\n"
        "\n");
  CHECK(ran.err == "");
  CHECK(ran.status == 0);
  CHECK(rw({"-l", "virtual:CP850PFCLCDa"}).out == ran.out);
}

TEST_CASE("with --ranges the list has what the UPS takes, also where upsrw has no form for it") {
  const Ran ran = rw({"--ranges", "virtual:Back-UPS-RS-1000G"});
  CHECK(ran.out.find("[battery.charge.low]\n"
                     "Charge at which the UPS reports a low battery (percent)\n"
                     "Type: STRING\nMaximum length: 10\nValue: 10\nRange: 1 to 100 %\n\n") !=
        std::string::npos);
  CHECK(ran.out.find("Value: medium\nRange: low, medium, high\n") != std::string::npos);
  CHECK(ran.status == 0);
}

TEST_CASE("a value is set, given or asked for") {
  check_silent(
      rw({"-s", "battery.charge.low=25", "-u", "admin", "-p", "x", "virtual:CP850PFCLCDa"}), 0,
      "OK\n");
  check_silent(rw({"-w", "-s", "input.sensitivity=low", "virtual:CP850PFCLCDa@localhost:3493"}), 0,
               "SUCCESS\n");
  const Ran asked = rw({"-s", "battery.charge.low", "virtual:CP850PFCLCDa"}, "30\n");
  CHECK(asked.out == "Enter new value for battery.charge.low: ");
  CHECK(asked.err == "OK\n");
  CHECK(asked.status == 0);
  const Ran silence = rw({"-s", "battery.charge.low", "virtual:CP850PFCLCDa"});
  CHECK(silence.err == "upshid-rw: no value given for battery.charge.low; nothing was written\n");
  CHECK(silence.status == 12);
}

TEST_CASE("a dry run shows the whole report, the other values of which stay") {
  const Ran ran = rw({"--dry-run", "-s", "battery.charge.low=25", "virtual:CP850PFCLCDa"});
  CHECK(ran.out ==
        "battery.charge.low: keeps battery.charge.low at 25\n"
        "feature report 0x07: 07 64 05 0a 14 19 64  (UPS.PowerSummary.RemainingCapacityLimit = "
        "25)\n");
  CHECK(ran.err == "");
  CHECK(ran.status == 0);
}

TEST_CASE("settings that are refused, unsupported, failed and unconfirmed end in four ways") {
  check_silent(rw({"-s", "battery.charge.low=101", "virtual:CP850PFCLCDa"}), 12,
               "Error: ERR INVALID-VALUE\n"
               "upshid-rw: battery.charge.low: found \"101\", expected 0 % to 100 %; nothing was "
               "written\n");
  check_silent(rw({"-s", "battery.charge.low=", "virtual:CP850PFCLCDa"}), 12,
               "Error: ERR INVALID-VALUE\n"
               "upshid-rw: battery.charge.low: found \"\", expected 0 % to 100 %; nothing was "
               "written\n");
  check_silent(rw({"-s", "battery.charge=50", "virtual:CP850PFCLCDa"}), 8,
               "Error: ERR VAR-NOT-SUPPORTED\n"
               "upshid-rw: battery.charge: not writable on this UPS\n");
  check_silent(
      rw({"-s", "battery.charge.low=25", "virtual:CP850PFCLCDa,refuse=0x07"}), 9,
      "Error: ERR SET-FAILED\n"
      "upshid-rw: virtual:CP850PFCLCDa, feature report 0x07: the device refused the request "
      "(Broken pipe, errno 32)\n");
  check_silent(
      rw({"-s", "battery.charge.low=25", "virtual:CP850PFCLCDa,stall=0x07"}), 9,
      "Error: ERR SET-FAILED\n"
      "upshid-rw: virtual:CP850PFCLCDa, feature report 0x07: the device refused the "
      "request; the other values in the report are unknown, so nothing was written (Broken "
      "pipe, errno 32)\n");
  check_silent(rw({"-s", "battery.charge.low=25", "virtual:CP850PFCLCDa,clamp=0x07:20"}), 13,
               "upshid-rw: battery.charge.low: wrote 25, the device has 20\n");
}

TEST_CASE("a delay that no report holds is put into ups.conf, not into the UPS") {
  check_silent(rw({"-s", "ups.delay.shutdown=90", "virtual:CP850PFCLCDa"}), 8,
               "Error: ERR VAR-NOT-SUPPORTED\n"
               "upshid-rw: ups.delay.shutdown is not stored in the UPS; to set it, write offdelay "
               "= 90 in its section of ups.conf\n");
}
