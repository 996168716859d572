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
20 cyberpower OL
90 until
