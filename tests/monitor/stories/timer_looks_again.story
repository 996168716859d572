# A timer looks again before it ends in a command: what it was started for may be over.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
NOTIFYCMD /sbin/upssched
NOTIFYFLAG ONBATT SYSLOG+EXEC
NOTIFYFLAG ONLINE SYSLOG
--- upssched.conf
CMDSCRIPT /etc/nut/upssched-cmd
AT ONBATT * START-TIMER onbatt 30
--- story
0 cyberpower OL
10 cyberpower OB
10 > log notice UPS cyberpower@localhost on battery
10 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
20 cyberpower OL
20 > log notice UPS cyberpower@localhost on line power
40 > log notice timer onbatt of cyberpower@localhost expired, but the UPS is back on line power; nothing run
50 cyberpower OB
50 > log notice UPS cyberpower@localhost on battery
50 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
80 > log info timer onbatt of cyberpower@localhost expired
80 > run 1 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
90 until
