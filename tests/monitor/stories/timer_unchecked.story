# TIMERS_UNCHECKED yes lets a timer end in its command whatever the status is, as NUT does.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
NOTIFYCMD /sbin/upssched
NOTIFYFLAG ONBATT SYSLOG+EXEC
NOTIFYFLAG ONLINE SYSLOG
--- upssched.conf
CMDSCRIPT /etc/nut/upssched-cmd
AT ONBATT * START-TIMER onbatt 30
--- upshid.conf
TIMERS_UNCHECKED yes
--- story
0 cyberpower OL
10 cyberpower OB
10 > log notice UPS cyberpower@localhost on battery
10 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
20 cyberpower OL
20 > log notice UPS cyberpower@localhost on line power
40 > log info timer onbatt of cyberpower@localhost expired
40 > run 1 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
90 until
