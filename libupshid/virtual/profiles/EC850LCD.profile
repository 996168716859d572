# CyberPower EC850LCD: 850 VA, 510 W, 120 V, one 12 V battery. ConfigActivePower reads 510 above its
# declared maximum of 450: a reader that clamps prints 450 (NUT issue 2917).
profile EC850LCD
modelled-on "CyberPower EC850LCD (0764:0501): NUT issues 622, 2917 and a public capture with a self-test"

usb 0764:0501 release 1.00 speed low interval 10
string 1 "EC850LCD"
string 3 "CPS"
string 4 "PbAcid"
string-indexes manufacturer 3 product 1 serial 0
# Charge, status and power, as a CP1500PFCRM2U sends them; not the configuration (CP1500EPFCLCD).
sends 0x08 0x0b

rated-active-power 510 W
nominal-voltage 120 V
mains-voltage 121 V
frequency 60 Hz
battery-nominal-voltage 12 V
load 19 %
runtime-at-20-percent 35 min
runtime-step 25 s
recharge-time 8 h        # 99 to 100 % in about 50 s after a self-test at 23 % load
self-test-time 4 s
charge-limit 10 %
runtime-limit 300 s
low-transfer 96 V
high-transfer 140 V
regulates 1

flags set = variable no_preferred
flags fixed = constant variable no_preferred
flags live = variable no_preferred volatile

application UPS {
  physical PowerSummary {
    report 0x01
    feature:set iProduct 8 0..255 = string 1
    report 0x02
    feature:set iSerialNumber 8 0..255 = 2
    report 0x29
    feature:set,input:fixed ff01009e 8 0..255 = 127
    report 0x03
    feature:set iDeviceChemistry 8 0..255 = string 4
    report 0x04
    feature:set iOEMInformation 8 0..255 = string 3
    report 0x05
    feature:set Rechargable 8 0..255 = 1
    report 0x06
    feature:set CapacityMode 8 0..255 = 2
    report 0x07
    feature:set DesignCapacity 8 0..100 = 100
    feature:set CapacityGranularity1 8 0..100 = 5
    feature:set CapacityGranularity2 8 0..100 = 10
    feature:set WarningCapacityLimit 8 0..100 = 20
    feature:set RemainingCapacityLimit 8 0..100 = charge-limit
    feature:set FullChargeCapacity 8 0..100 = 100
    report 0x08
    input:fixed,feature:live RemainingCapacity 8 0..100 = charge
    input:fixed,feature:live RunTimeToEmpty 16 0..65535 unit second = runtime
    input:fixed,feature:live RemainingTimeLimit 16 0..600 unit second = runtime-limit
    report 0x09
    feature:set ConfigVoltage 8 0..255 unit volt exponent 6 = 120
    report 0x0a
    feature:live Voltage 8 0..255 unit volt exponent 6 = battery-voltage
    logical PresentStatus {
      report 0x0b
      input:fixed,feature:live ACPresent 1 0..1 = ac-present
      input:fixed,feature:live Charging 1 0..1 = charging
      input:fixed,feature:live Discharging 1 0..1 = discharging
      input:fixed,feature:live BelowRemainingCapacityLimit 1 0..1 = below-charge-limit
      input:fixed,feature:live FullyCharged 1 0..1 = fully-charged
      input:fixed,feature:live RemainingTimeLimitExpired 1 0..1 = runtime-limit-expired
      input:padding,feature:padding - 2
    }
    report 0x0c
    feature:live,input:fixed AudibleAlarmControl 8 1..3 = beeper
    report 0x0d
    feature:set iManufacturer 8 0..255 = string 3
  }
  physical Input {
    report 0x0e
    feature:set ConfigVoltage 16 0..230 unit volt exponent 7 = 120
    report 0x0f
    feature:live,input:fixed Voltage 16 0..230 unit volt exponent 7 = input-voltage
    report 0x10
    feature:set,input:fixed LowVoltageTransfer 16 91..100 unit volt exponent 7 = low-transfer
    feature:set,input:fixed HighVoltageTransfer 16 135..144 unit volt exponent 7 = high-transfer
  }
  physical Output {
    report 0x12
    feature:live Voltage 16 0..300 unit volt exponent 7 = output-voltage
    report 0x13
    feature:live PercentLoad 8 0..300 = load
    feature:live Overload 1 0..1 = overload
    feature:padding - 7
    report 0x14
    feature:live,input:fixed Test 8 0..6 = test
    report 0x15
    feature:live DelayBeforeShutdown 16 -1..32767 physical -60..1966020 unit second = delay-before-shutdown
    report 0x16
    feature:live DelayBeforeStartup 16 -1..32767 physical -60..1966020 unit second = delay-before-startup
    report 0x18
    feature:live ConfigActivePower 16 -1..450 unit watt exponent 7 = 510
    report 0x2a
    feature:set,input:fixed ff010044 1 0..1 = 0
    feature:padding,input:padding - 7
  }
  logical ff0100ba {
    report 0x2b
    feature:set ff0100bb 16 0..65535 = 32767
    feature:set ff0100bc 8 0..255 = 127
    feature:live+buffered_bytes ff0100bd 8 0..255 = 127
  }
}
