# A timer that runs is not started again, and its end stays where it was.
# NUT has two timers then, and both run the command.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
NOTIFYCMD /sbin/upssched
NOTIFYFLAG ONBATT SYSLOG+EXEC
NOTIFYFLAG ALARM SYSLOG+EXEC
--- upssched.conf
CMDSCRIPT /etc/nut/upssched-cmd
AT ONBATT * START-TIMER early 30
AT ALARM * START-TIMER early 30
--- story
0 cyberpower OL
10 cyberpower OB
10 > log notice UPS cyberpower@localhost on battery
10 > log info timer early of cyberpower@localhost started; expires in 30 s
20 cyberpower ALARM OB alarm="Fan failure!"
20 > log notice UPS cyberpower@localhost: one or more active alarms: [Fan failure!]
20 > log info timer early of cyberpower@localhost is already running; 20 s left
40 > log info timer early of cyberpower@localhost expired
40 > run 1 "/etc/nut/upssched-cmd" "early" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
60 until
