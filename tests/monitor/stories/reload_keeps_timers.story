# A reload takes the new lines and keeps the timers that run.
--- with whole
--- reload upssched.conf
CMDSCRIPT /usr/local/bin/other-cmd
AT ONLINE * EXECUTE back
--- story
0 cyberpower OL
10 cyberpower OB
10 > log info UPS cyberpower@localhost on battery
10 > log info timer onbatt of cyberpower@localhost started, 30 s
10 > log info timer earlyshutdown of cyberpower@localhost started, 300 s
20 reload
40 > log info timer onbatt of cyberpower@localhost ended
40 > run 1 "/usr/local/bin/other-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
45 ended 1 0
45 > log info command onbatt ended
50 cyberpower OL
50 > log info UPS cyberpower@localhost on line power
50 > run 2 "/usr/local/bin/other-cmd" "back" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONLINE" NOTIFYMSG="UPS cyberpower@localhost on line power"
310 > log notice timer earlyshutdown of cyberpower@localhost ended, but ONBATT is over: nothing to do
400 until
