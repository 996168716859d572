# A UPS that comes back cancels its own timers, not those of the other.
# NUT's CANCEL-TIMER ends the timers of that name whatever UPS started them.
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
AT ONBATT * START-TIMER earlyshutdown 30
AT ONLINE * CANCEL-TIMER earlyshutdown
--- story
0 left OL
0 right OL
10 left OB
12 right OB
20 left OL
60 until
