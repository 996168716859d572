# A timer that is due while communication is gone for a moment waits for news.
--- with whole
--- story
0 cyberpower OL
10 cyberpower OB
10 > log info UPS cyberpower@localhost on battery
10 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
10 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
39.9 cyberpower lost
40.2 cyberpower OL
40.2 > log info UPS cyberpower@localhost on line power
40.2 > log info timer onbatt of cyberpower@localhost cancelled
40.2 > log info timer earlyshutdown of cyberpower@localhost cancelled
60 cyberpower OB
60 > log info UPS cyberpower@localhost on battery
60 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
60 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
89.9 cyberpower lost
91 cyberpower OB
91 > log info timer onbatt of cyberpower@localhost expired
91 > run 1 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
95 ended 1 0
95 > log info command onbatt finished
100 until
