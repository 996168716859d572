# A reload takes the new lines and keeps the timers that run.
--- with whole
--- reload upssched.conf
CMDSCRIPT /usr/local/bin/other-cmd
AT ONLINE * EXECUTE back
--- story
0 cyberpower OL
10 cyberpower OB
10 > log info UPS cyberpower@localhost on battery
10 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
10 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
20 reload
40 > log info timer onbatt of cyberpower@localhost expired
40 > run 1 "/usr/local/bin/other-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
45 ended 1 0
45 > log info command onbatt finished
50 cyberpower OL
50 > log info UPS cyberpower@localhost on line power
50 > run 2 "/usr/local/bin/other-cmd" "back" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONLINE" NOTIFYMSG="UPS cyberpower@localhost on line power"
310 > log notice timer earlyshutdown of cyberpower@localhost expired, but the UPS is back on line power; nothing run
400 until
