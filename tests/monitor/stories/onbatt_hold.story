# With ONBATT_HOLD an outage that is over sooner causes nothing, a longer one counts from its beginning.
--- with seed
--- upshid.conf
ONBATT_HOLD 5
--- story
0 cyberpower OL
10 cyberpower OB DISCHRG
11 cyberpower OL
11 > log info UPS cyberpower@localhost was on battery for 1 s, less than ONBATT_HOLD; nothing run
12 cyberpower OB DISCHRG
13 cyberpower OL
13 > log info UPS cyberpower@localhost was on battery for 1 s, less than ONBATT_HOLD; nothing run
20 cyberpower OB DISCHRG
25 > log info UPS cyberpower@localhost on battery
25 > log info timer onbatt of cyberpower@localhost started; expires in 25 s
25 > log info timer earlyshutdown of cyberpower@localhost started; expires in 295 s
50 > log info timer onbatt of cyberpower@localhost expired
50 > run 1 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
70 cyberpower OL
70 > log info UPS cyberpower@localhost on line power
70 > log info timer earlyshutdown of cyberpower@localhost cancelled
80 cyberpower OB DISCHRG
84.9 cyberpower OL
84.9 > log info UPS cyberpower@localhost was on battery for 4.9 s, less than ONBATT_HOLD; nothing run
100 until
