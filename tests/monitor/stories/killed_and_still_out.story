# The monitor is dead when a timer is due: the command runs at the restart, once.
--- with whole
--- story
0 cyberpower OL
10 cyberpower OB DISCHRG
10 > log info UPS cyberpower@localhost on battery
10 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
10 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
15 kill
60 restart
60 > log info timer onbatt of cyberpower@localhost expired
60 > run 1 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
62 ended 1 0
62 > log info command onbatt finished
100 kill
101 restart
309 until
310 > log info timer earlyshutdown of cyberpower@localhost expired
310 > run 2 "/etc/nut/upssched-cmd" "earlyshutdown" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
400 until
