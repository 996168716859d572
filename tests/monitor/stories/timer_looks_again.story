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
20 cyberpower OL
50 cyberpower OB
90 until
