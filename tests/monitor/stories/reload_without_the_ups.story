# A reload that no longer watches a UPS ends its timers.
--- ups
left right
--- upsmon.conf
MONITOR left@localhost 1 monuser secret primary
MONITOR right@localhost 1 monuser secret primary
NOTIFYCMD /sbin/upssched
NOTIFYFLAG ONBATT EXEC
--- upssched.conf
CMDSCRIPT /etc/nut/upssched-cmd
AT ONBATT * START-TIMER early 30
--- reload upsmon.conf
MONITOR left@localhost 1 monuser secret primary
NOTIFYCMD /sbin/upssched
NOTIFYFLAG ONBATT EXEC
--- story
0 left OB
0 > log info UPS left@localhost on battery
0 > log info timer early of left@localhost started; expires in 30 s
0 right OB
0 > log info UPS right@localhost on battery
0 > log info timer early of right@localhost started; expires in 30 s
10 reload
10 > log notice timer early of right@localhost cancelled: its UPS is no longer watched
30 > log info timer early of left@localhost expired
30 > run 1 "/etc/nut/upssched-cmd" "early" UPSNAME="left@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS left@localhost on battery"
40 until
