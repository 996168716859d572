#ifndef UPSHID_TESTS_TOOL_UNKNOWN_MAKER_H
#define UPSHID_TESTS_TOOL_UNKNOWN_MAKER_H

// A recording of a UPS whose maker upshid knows nothing of (1209:0001 is an id for tests,
// pid.codes), and which has the HID standard's commands: what is written to it is answered, too.

#include <string>

namespace upshid::test {

// `flags`: 01 line power, 02 discharging, 04 low battery.
inline std::string recording_of_unknown_maker(const std::string& flags = "01") {
  const std::string descriptor =
      "0.000 descriptor = 05 84 09 04 a1 01 09 24 a1 02 "
      // RemainingCapacity, RemainingCapacityLimit, RunTimeToEmpty
      "05 85 15 00 25 64 75 08 95 01 85 01 09 66 b1 a3 85 05 09 29 b1 a2 "
      "75 10 27 ff ff 00 00 66 01 10 85 02 09 68 b1 a3 "
      // DelayBeforeShutdown, DelayBeforeStartup: -1 to 32767 s; AudibleAlarmControl
      "05 84 16 ff ff 26 ff 7f 85 15 09 57 b1 a2 85 16 09 56 b1 a2 "
      "65 00 75 08 15 01 25 03 85 11 09 5a b1 a2 "
      // PresentStatus: ACPresent, Discharging, BelowRemainingCapacityLimit
      "09 02 a1 02 05 85 15 00 25 01 75 01 85 03 09 d0 b1 a3 09 45 b1 a3 09 42 b1 a3 95 05 b1 01 "
      "c0 c0 "
      // BatterySystem.Test
      "05 84 09 10 a1 02 75 08 95 01 25 06 85 10 09 58 b1 a2 c0 c0\n";
  return "upshid recording 1\nname \"barn\"\nvendor-id 0x1209\nproduct-id 0x0001\n"
         "release 0x0100\ninterface 0\nmanufacturer \"Acme\"\nproduct \"Barn 500\"\n"
         "serial \"\"\nhidraw \"/dev/hidraw0\"\n" +
         descriptor + descriptor +
         "0.000 get feature 0x01 2 = 01 64\n0.000 get feature 0x05 2 = 05 14\n"
         "0.000 get feature 0x02 3 = 02 08 07\n0.000 get feature 0x11 2 = 11 02\n"
         "0.000 get feature 0x10 2 = 10 06\n0.000 get feature 0x15 3 = 15 14 00\n"
         "0.000 get feature 0x16 3 = 16 1e 00\n0.000 get feature 0x03 2 = 03 " +
         flags +
         "\n1.000 set feature 0x16 16 1e 00 = ok\n1.000 set feature 0x15 15 14 00 = ok\n"
         "1.000 set feature 0x10 10 01 = ok\n";
}

}  // namespace upshid::test

#endif
