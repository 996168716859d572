# CyberPower CP850PFCLCDa: 850 VA, 510 W, 120 V, one 12 V battery.
profile CP850PFCLCDa
modelled-on "CyberPower CP1000PFCLCDa (0764:0601), its smaller sister: NUT issue 439 (log of July 2022); firmware and limits: NUT issue 3261"

usb 0764:0601 release 2.00 speed full interval 10
string 1 "CP850PFCLCDa"
string 2 "000000000000"
string 3 "CPS"
string 4 "PbAcid"
string 5 "CR01803F5"
string-indexes manufacturer 3 product 1 serial 2
# Charge, status and power, as a CP1500PFCRM2U sends them; not the configuration (CP1500EPFCLCD).
sends 0x08 0x0b 0x19 0x1d

rated-active-power 510 W
nominal-voltage 120 V
mains-voltage 121 V
frequency 60 Hz
battery-nominal-voltage 12 V
load 20 %
runtime-at-20-percent 40 min
runtime-step 75 s        # NUT issues 439, 2728: 2700, 4275 s
recharge-time 8 h
charge-limit 10 %
charge-limit-min 5 %     # assumed; known is a PR1000LCDRTXL2U: 20 to 60 in steps of 5 (usbhid-ups(8))
charge-limit-max 60 %
charge-limit-step 5 %
runtime-limit 300 s
low-transfer 100 V
high-transfer 139 V

flags set = variable no_preferred
flags fixed = constant variable no_preferred
flags live = variable no_preferred volatile
flags fixed-live = constant variable no_preferred volatile

application UPS {
  physical PowerSummary {
    report 0x01
    feature:fixed iProduct 8 0..255 = string 1
    report 0x02
    feature:fixed iSerialNumber 8 0..255 = string 2
    report 0x1b
    feature:set CPSFirmwareVersion 8 0..255 = string 5
    report 0x03
    feature:fixed iDeviceChemistry 8 0..255 = string 4
    report 0x04
    feature:fixed iOEMInformation 8 0..255 = string 3
    report 0x05
    feature:fixed Rechargable 8 0..255 = 1
    report 0x06
    feature:fixed CapacityMode 8 0..255 = 2
    report 0x07
    feature:fixed DesignCapacity 8 0..100 = 100
    feature:fixed CapacityGranularity1 8 0..100 = 5
    feature:fixed CapacityGranularity2 8 0..100 = 10
    feature:fixed WarningCapacityLimit 8 0..100 = 20
    feature:fixed RemainingCapacityLimit 8 0..100 = charge-limit
    feature:fixed FullChargeCapacity 8 0..100 = 100
    report 0x08
    input:fixed,feature:fixed-live RemainingCapacity 8 0..100 = charge
    input:fixed,feature:fixed-live RunTimeToEmpty 16 0..65535 unit second = runtime
    input:fixed,feature:live RemainingTimeLimit 16 0..480 unit second = runtime-limit
    report 0x09
    feature:fixed ConfigVoltage 16 0..480 unit volt exponent 6 = 120
    report 0x0a
    feature:fixed-live Voltage 16 0..480 unit volt exponent 6 = battery-voltage
    logical PresentStatus {
      report 0x0b
      input:fixed,feature:fixed-live ACPresent 1 0..1 = ac-present
      input:fixed,feature:fixed-live Charging 1 0..1 = charging
      input:fixed,feature:fixed-live Discharging 1 0..1 = discharging
      input:fixed,feature:fixed-live BelowRemainingCapacityLimit 1 0..1 = below-charge-limit
      input:fixed,feature:fixed-live FullyCharged 1 0..1 = fully-charged
      input:fixed,feature:fixed-live RemainingTimeLimitExpired 1 0..1 = runtime-limit-expired
      input:padding,feature:padding - 2
    }
    report 0x0c
    feature:live,input:set AudibleAlarmControl 8 1..3 = beeper
    report 0x0d
    feature:fixed iManufacturer 8 0..255 = string 3
  }
  physical Input {
    report 0x0e
    feature:fixed ConfigVoltage 8 0..255 unit volt exponent 7 = 120
    report 0x0f
    feature:fixed-live Voltage 16 0..255 unit volt exponent 7 = input-voltage
  }
  physical Output {
    report 0x10
    feature:live,input:fixed LowVoltageTransfer 16 97..103 unit volt exponent 7 = low-transfer
    feature:live,input:fixed HighVoltageTransfer 16 135..144 unit volt exponent 7 = high-transfer
    report 0x12
    feature:fixed-live Voltage 16 135..144 unit volt exponent 7 = output-voltage
    report 0x13
    feature:fixed-live PercentLoad 8 0..255 = load
    report 0x14
    feature:live,input:set Test 8 0..6 = test
    report 0x15
    feature:live DelayBeforeShutdown 16 -1..32767 physical -60..1966020 unit second = delay-before-shutdown
    report 0x16
    feature:live DelayBeforeStartup 16 -1..32767 physical -60..1966020 unit second = delay-before-startup
    report 0x17
    feature:fixed-live Boost 1 0..1 = boost
    feature:fixed-live Overload 1 0..1 = overload
    feature:padding - 6
    report 0x18
    feature:fixed-live ConfigActivePower 16 0..2000 unit watt exponent 7 = 510
    feature:fixed-live ConfigApparentPower 16 0..2000 unit watt exponent 7 = 850
    report 0x19
    feature:fixed-live,input:fixed ActivePower 16 0..2000 unit watt exponent 7 = active-power
    report 0x1d
    feature:fixed-live,input:fixed ApparentPower 16 0..2000 unit watt exponent 7 = apparent-power
    report 0x1a
    feature:live,input:fixed CPSInputSensitivity 8 0..2 = sensitivity
  }
  report 0x1c
  logical ff0100ba {
    feature:set ff0100bb 16 0..65535 = 0
    feature:set ff0100bc 8 0..255 = 0
    feature:live+buffered_bytes ff0100bd 16 0..65535 = 0
  }
  physical CPSTunnel {
    logical ff010019 {
      report 0x25
      feature:variable+volatile ff010020 1 0..1 = 0
      feature:constant+variable - 7
      report 0x2c
      feature:constant+variable+volatile,input:constant+variable ff010021 1 0..1 = 0
      feature:constant+variable+volatile,input:constant+variable - 7
    }
    logical ff01001a {
      report 0x26
      feature:variable+volatile ff010001 1 0..1 = 0
      feature:constant+variable+volatile - 7
      report 0x27
      feature:constant+variable ff010002 8 0..3 = 1
    }
    logical ff01001b {
      report 0x28
      feature:constant+variable+volatile,input:constant+variable CPSTunnelReceiveLength 8 0..62 = 0
      feature:constant+variable+volatile+buffered_bytes,input:constant+variable+buffered_bytes CPSTunnelReceiveData 8x62 0..255 = 0
      report 0x29
      feature:variable,output:variable CPSTunnelTransmitLength 8 1..62 = 31
      feature:variable+buffered_bytes,output:variable+buffered_bytes CPSTunnelTransmitData 8x62 0..255 = 127
      report 0x2d
      feature:constant+variable+volatile,input:constant+variable ff010010 1 0..1 = 0
      feature:constant+variable+volatile,input:constant+variable ff01001e 1 0..1 = 0
      feature:constant+variable+volatile,input:constant+variable ff01001f 1 0..1 = 0
      feature:constant+variable+volatile,input:constant+variable - 5
      report 0x2a
      feature:variable+volatile ff010013 1 0..1 = 0
      feature:constant+variable+volatile - 7
      report 0x2b
      feature:variable+volatile ff010014 1 0..1 = 0
      feature:constant+variable+volatile - 7
    }
  }
}
