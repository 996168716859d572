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
10 > log info UPS left@localhost on battery
10 > log info timer earlyshutdown of left@localhost started; expires in 30 s
12 right OB
12 > log info UPS right@localhost on battery
12 > log info timer earlyshutdown of right@localhost started; expires in 30 s
20 left OL
20 > log info UPS left@localhost on line power
20 > log info timer earlyshutdown of left@localhost cancelled
42 > log info timer earlyshutdown of right@localhost expired
42 > run 1 "/etc/nut/upssched-cmd" "earlyshutdown" UPSNAME="right@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS right@localhost on battery"
60 until
