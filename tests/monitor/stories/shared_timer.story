# START-TIMER-SHARED has one timer for all UPSes, and tells the command of each of them.
--- ups
left right
--- upsmon.conf
MONITOR left@localhost 1 monuser secret primary
MONITOR right@localhost 1 monuser secret primary
NOTIFYCMD /sbin/upssched
NOTIFYFLAG ONBATT EXEC
NOTIFYFLAG ONLINE EXEC
--- upssched.conf
CMDSCRIPT /etc/nut/upssched-cmd
AT ONBATT * START-TIMER-SHARED outage 30
AT ONLINE * CANCEL-TIMER-MATCHED outage
--- story
0 left OL
0 right OL
10 left OB
20 right OB
50 ended 1 0
100 left OL
110 left OB
112 right OL
115 right OB
120 left OL
150 until
