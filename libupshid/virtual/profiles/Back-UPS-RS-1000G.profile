# APC Back-UPS RS 1000G: 1000 VA, 600 W, 120 V, two 12 V batteries. Not a CyberPower: delays in seconds,
# flags in several reports, and a second copy of most (0x74 to 0x7f).
profile Back-UPS-RS-1000G
modelled-on "APC Back-UPS RS 1000G (051d:0002): public capture of 2026-09-17, descriptor only; strings, dates and powers are made up"

usb 051d:0002 release 1.00 speed low interval 10
string 1 "American Power Conversion"
string 2 "Back-UPS RS 1000G"
string 3 "000000000000"
string 4 "PbAc"
string 5 "Back-UPS RS 1000G"
string 7 "868.L1 .D"
string-indexes manufacturer 1 product 2 serial 3

rated-active-power 600 W
nominal-voltage 120 V
mains-voltage 121 V
frequency 60 Hz
battery-nominal-voltage 24 V
load 19 %
runtime-at-20-percent 33 min
runtime-step 1 s
recharge-time 8 h
self-test-time 8 s
charge-limit 10 %
runtime-limit 120 s
low-transfer 88 V
high-transfer 139 V
regulates 1

flags set = variable no_preferred
flags live = variable no_preferred volatile

application UPS {
  physical PowerSummary {
    report 0x01
    feature:set iProduct 8 0..255 = string 2
    report 0x02
    feature:set iSerialNumber 8 0..255 = string 3
    report 0x03
    feature:set iDeviceChemistry 8 0..255 = string 4
    report 0x04
    feature:set iOEMInformation 8 0..255 = string 1
    report 0x05
    feature:set Rechargable 8 0..255 = 1
    report 0x06
    input:live,feature:live Charging 8 0..255 = charging
    input:live,feature:live Discharging 8 0..255 = discharging
    input:live,feature:live APCStatusFlag 8 0..255 = 8
    report 0x07
    feature:live ManufacturerDate 16 0..65535 = 20078
    report 0x08
    feature:set ConfigVoltage 16 0..65535 unit volt exponent 5 = 2400
    report 0x09
    feature:live Voltage 16 0..65535 unit volt exponent 5 = battery-voltage
    report 0x0a
    feature:set iManufacturer 8 0..255 = string 1
    report 0x0b
    feature:set CapacityMode 8 0..255 = 2
    report 0x0c
    input:live,feature:live RemainingCapacity 8 0..100 = charge
    input:live,feature:live RunTimeToEmpty 16 0..65535 unit second = runtime
    report 0x0d
    feature:set DesignCapacity 8 0..100 = 100
    report 0x0e
    feature:set FullChargeCapacity 8 0..100 = 100
    report 0x0f
    feature:set WarningCapacityLimit 8 0..100 = 20
    report 0x10
    feature:set CapacityGranularity2 8 0..100 = 10
    report 0x11
    feature:live RemainingCapacityLimit 8 1..100 = charge-limit
    report 0x12
    feature:set CapacityGranularity1 8 0..100 = 5
    report 0x13
    input:live,feature:live ACPresent 8 0..1 = ac-present
    report 0x14
    input:live,feature:live BelowRemainingCapacityLimit 8 0..1 = below-charge-limit
    input:live,feature:live ShutdownImminent 8 0..1 = shutdown-imminent
    report 0x15
    feature:live DelayBeforeShutdown 16 -1..32767 unit second = delay-before-shutdown
    logical PresentStatus {
      report 0x16
      input:live,feature:live Charging 1 0..1 = charging
      input:live,feature:live Discharging 1 0..1 = discharging
      input:live,feature:live ACPresent 1 0..1 = ac-present
      input:live,feature:live BatteryPresent 1 0..1 = 1
      input:live,feature:live BelowRemainingCapacityLimit 1 0..1 = below-charge-limit
      input:live,feature:live ShutdownImminent 1 0..1 = shutdown-imminent
      input:live,feature:live RemainingTimeLimitExpired 1 0..1 = runtime-limit-expired
      input:live,feature:live CommunicationLost 1 0..1 = 0
      input:live,feature:live NeedReplacement 1 0..1 = 0
      input:live,feature:live Overload 1 0..1 = overload
      input:live,feature:live VoltageNotRegulated 1 0..1 = 0
      input:padding,feature:padding - 1x21
    }
    report 0x17
    feature:live RemainingTimeLimit 16 0..65535 unit second = runtime-limit
    report 0x18
    feature:live AudibleAlarmControl 8 1..3 = beeper
  }
  physical Battery {
    report 0x1c
    feature:live+buffered_bytes APCBattReplaceDate 24 0..16777215 = 201753
    report 0x20
    feature:live ManufacturerDate 16 0..65535 = 20078
    report 0x21
    input:live,feature:live Test 8 0..6 = test
    report 0x22
    feature:live RemainingCapacity 8 0..100 = charge
    report 0x23
    feature:live RunTimeToEmpty 16 0..65535 unit second = runtime
    report 0x24
    feature:live RemainingTimeLimit 16 0..65535 unit second = runtime-limit
    report 0x25
    feature:set ConfigVoltage 16 0..65535 unit volt exponent 5 = 2400
    report 0x26
    feature:live Voltage 16 0..65535 unit volt exponent 5 = battery-voltage
    report 0x27
    feature:live ff860024 16 233..254 = 243
    report 0x28
    feature:live+buffered_bytes ff860018 32 -2147483647..2147483647 = 0
  }
  physical Input {
    report 0x30
    feature:set ConfigVoltage 8 0..255 unit volt exponent 7 = 120
    report 0x31
    feature:live Voltage 16 0..255 unit volt exponent 7 = input-voltage
    report 0x32
    feature:live LowVoltageTransfer 16 78..88 unit volt exponent 7 = low-transfer
    report 0x33
    feature:live HighVoltageTransfer 16 136..142 unit volt exponent 7 = high-transfer
    report 0x34
    feature:live ff860024 16 117..139 = 128
    report 0x35
    feature:live APCSensitivity 8 0..2 = sensitivity
    report 0x36
    feature:live APCLineFailCause 8 0..13 = 0
  }
  physical APCGeneralCollection {
    report 0x40
    feature:live APCDelayBeforeReboot 8 0..1 = 0
    report 0x41
    feature:live APCDelayBeforeShutdown 16 -1..32767 unit second = delay-before-shutdown
    report 0x42
    feature:live DelayBeforeShutdown 16 -1..32767 unit second = delay-before-shutdown
  }
  physical PowerConverter {
    report 0x50
    feature:live PercentLoad 8 0..100 = load
    report 0x51
    feature:live ff860024 8 190..254 = 222
    report 0x52
    feature:live ConfigActivePower 16 0..65535 unit watt exponent 7 = 600
  }
  physical ff860001 {
    report 0x60
    feature:live ff860023 16 0..65535 = 32767
    report 0x61
    feature:live ff860026 8 16..141 = 78
    report 0x62
    feature:live+buffered_bytes ff860025 32 -2147483647..2147483647 = 0
  }
  report 0x7f
  feature:set iProduct 8 0..255 = string 5
  report 0x7e
  feature:set APCFirmwareRevision 8 0..255 = string 7
  report 0x7d
  feature:set iSerialNumber 8 0..255 = string 3
  report 0x7c
  feature:set iManufacturer 8 0..255 = string 1
  report 0x7b
  feature:live ManufacturerDate 16 0..65535 = 20078
  logical PresentStatus {
    report 0x7a
    feature:live Charging 1 0..1 = charging
    feature:live Discharging 1 0..1 = discharging
    feature:live ACPresent 1 0..1 = ac-present
    feature:live BatteryPresent 1 0..1 = 1
    feature:live BelowRemainingCapacityLimit 1 0..1 = below-charge-limit
    feature:live ShutdownImminent 1 0..1 = shutdown-imminent
    feature:live RemainingTimeLimitExpired 1 0..1 = runtime-limit-expired
    feature:live CommunicationLost 1 0..1 = 0
    feature:live NeedReplacement 1 0..1 = 0
    feature:live Overload 1 0..1 = overload
    feature:live VoltageNotRegulated 1 0..1 = 0
    feature:padding - 1x21
  }
  report 0x79
  feature:live APCPanelTest 8 0..1 = 0
  report 0x78
  feature:live AudibleAlarmControl 8 1..3 = beeper
  report 0x75
  feature:live ff860029 16 0..65535 = 32767
  report 0x74
  feature:live ff86002a 32 -2147483647..2147483647 = 0
  physical ff860090 {
    report 0x8c
    feature:live ff860091 8 0..255 = 127
    report 0x8d
    feature:live ff860092 8 10..80 = 45
    report 0x8e
    feature:live ff860093 8 0..100 = 50
    report 0x8f
    feature:live ff860094 8 0..1 = 0
    report 0x90
    feature:live ff860095 8 0..2 = 1
    report 0x91
    feature:live ff860096 16 0..3600 = 1800
    report 0x92
    feature:live ff860097 16 0..3600 = 1800
  }
  physical - {
    report 0x80
    feature:variable+volatile ff000055 8 0..255 = 127
  }
}
