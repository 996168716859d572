# CyberPower UT1500E: 1500 VA, 900 W, 230 V, two 12 V batteries. When line power fails, ACPresent stays 1,
# Discharging becomes 1 and the input voltage 0 (NUT pull request 811): "online, discharging" means on
# battery here. Its own descriptor is not public; the BR700ELCD declares its transfer limits 0..0, and
# a UT1500E reads 0 for both (NUT issue 1442).
profile UT1500E
modelled-on "CyberPower BR700ELCD (0764:0501): esp32-nut test fixture; values: NUT issue 1442, NUT pull request 811"

usb 0764:0501 release 0.01 speed low interval 10
string 1 "UT1500E"
string 3 "CPS"
string 4 "PbAcid"
string 5 "CR01505B6V21"
string-indexes manufacturer 3 product 1 serial 0

rated-active-power 900 W
nominal-voltage 230 V
mains-voltage 230 V
frequency 50 Hz
battery-nominal-voltage 24 V
load 10 %
runtime-at-20-percent 30 min
runtime-step 60 s
recharge-time 8 h
charge-limit 10 %
runtime-limit 300 s
low-transfer 165 V
high-transfer 290 V
regulates 1
keeps-ac-present 1

flags set = variable no_preferred
flags fixed = constant variable no_preferred
flags live = variable no_preferred volatile

application UPS {
  physical PowerSummary {
    report 0x1d
    feature:set iProduct 8 0..255 = string 1
    report 0x03
    feature:set iManufacturer 8 0..255 = string 3
    feature:set iOEMInformation 8 0..255 = string 3
    report 0x04
    feature:set iDeviceChemistry 8 0..255 = string 4
    report 0x1e
    feature:set CPSFirmwareVersion 8 0..255 = string 5
    feature:set ff0100d1 8 0..255 = 127
    report 0x3d
    feature:set ff0100ac 1 0..1 = 0
    feature:constant+variable - 7
    report 0x29
    feature:set,input:fixed ff01009e 8 0..255 = 127
    report 0x06
    feature:set Rechargable 8 0..3 = 1
    feature:set CapacityMode 8 0..3 = 2
    report 0x07
    feature:set DesignCapacity 8 0..100 = 100
    feature:set CapacityGranularity1 8 0..100 = 5
    feature:set CapacityGranularity2 8 0..100 = 10
    feature:set WarningCapacityLimit 8 0..100 = 20
    feature:set RemainingCapacityLimit 8 0..100 = charge-limit
    feature:set FullChargeCapacity 8 0..100 = 100
    report 0x20
    feature:live,input:fixed RemainingCapacity 8 0..100 = charge
    feature:live,input:fixed Voltage 16 0..65535 unit volt exponent 6 = battery-voltage
    report 0x21
    feature:live,input:fixed RunTimeToEmpty 16 0..65535 unit second = runtime
    report 0x82
    input:fixed,feature:live RemainingTimeLimit 16 0..600 unit second = runtime-limit
    report 0x3f
    feature:set ConfigVoltage 16 0..65535 unit volt exponent 6 = 240
    logical PresentStatus {
      report 0x22
      feature:live,input:fixed ACPresent 1 0..1 = ac-present
      feature:live,input:fixed Charging 1 0..1 = charging
      feature:live,input:fixed Discharging 1 0..1 = discharging
      feature:live,input:fixed FullyCharged 1 0..1 = fully-charged
      feature:live,input:fixed RemainingTimeLimitExpired 1 0..1 = runtime-limit-expired
      feature:live,input:fixed BelowRemainingCapacityLimit 1 0..1 = below-charge-limit
      feature:padding,input:fixed - 2
    }
    report 0x80
    feature:live,input:fixed AudibleAlarmControl 8 1..3 = beeper
  }
  physical Input {
    report 0x23
    feature:live,input:fixed Voltage 16 0..350 unit volt exponent 7 = input-voltage
    report 0x83
    feature:set LowVoltageTransfer 16 0..0 unit volt exponent 7 = 0
    report 0x84
    feature:set HighVoltageTransfer 16 0..0 unit volt exponent 7 = 0
    report 0x88
    feature:live,input:fixed ConfigVoltage 16 220..240 unit volt exponent 7 = 230
  }
  physical Output {
    report 0x23
    feature:live,input:fixed Voltage 16 0..300 unit volt exponent 7 = output-voltage
    report 0x25
    feature:live,input:fixed PercentLoad 8 0..255 = load
    report 0x28
    feature:live,input:fixed Overload 1 0..1 = overload
    feature:live,input:fixed Boost 1 0..1 = boost
    feature:live,input:fixed Buck 1 0..1 = buck
    feature:padding,input:fixed - 5
    report 0x3e
    feature:live ConfigActivePower 16 0..65535 unit watt exponent 7 = 900
    feature:live ConfigApparentPower 16 0..65535 unit watt exponent 7 = 1500
    report 0x85
    feature:live,input:fixed Test 8 0..6 = test
    report 0x86
    feature:live,input:fixed DelayBeforeShutdown 16 -1..32767 physical -60..1966020 unit second = delay-before-shutdown
    report 0x87
    feature:live,input:fixed DelayBeforeStartup 16 -1..32767 physical -60..1966020 unit second = delay-before-startup
  }
  application ff0100e1 {
    report 0x89
    feature:live+buffered_bytes ff0100e0 8x7 0..255 physical 0..255 = 127
    report 0x1b
    feature:live ff0100e3 8 0..10 physical 0..10 = 5
    report 0x1c
    feature:live ff0100e2 8 0..1 physical 0..1 = 0
  }
}
