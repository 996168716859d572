# A USB connection that drops for 0.3 s at the transfer to battery is nothing.
--- with whole
--- story
0 cyberpower OL
10 cyberpower lost
10.3 cyberpower OB DISCHRG
10.3 > log info UPS cyberpower@localhost on battery
10.3 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
10.3 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
20 cyberpower lost
20.3 cyberpower OL CHRG
20.3 > log info UPS cyberpower@localhost on line power
20.3 > log info timer onbatt of cyberpower@localhost cancelled
20.3 > log info timer earlyshutdown of cyberpower@localhost cancelled
100 until
