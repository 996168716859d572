# The command of a CANCEL-TIMER line runs only if the line found no timer to cancel.
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
AT ONBATT left@localhost START-TIMER early 60
AT ONBATT * START-TIMER-SHARED outage 30
AT ONLINE left@localhost CANCEL-TIMER early early-ran
AT ONLINE * CANCEL-TIMER outage outage-ran
--- story
0 left OL
0 right OL
10 left OB
10 > log info UPS left@localhost on battery
10 > log info timer early of left@localhost started; expires in 60 s
10 > log info timer outage started; expires in 30 s
12 right OB
12 > log info UPS right@localhost on battery
12 > log info timer outage is already running; 28 s left
20 left OL
20 > log info UPS left@localhost on line power
20 > log info timer early of left@localhost cancelled
25 right OL
25 > log info UPS right@localhost on line power
25 > log info timer outage cancelled
30 left OB
30 > log info UPS left@localhost on battery
30 > log info timer early of left@localhost started; expires in 60 s
30 > log info timer outage started; expires in 30 s
60 > log info timer outage expired
60 > run 1 "/etc/nut/upssched-cmd" "outage" UPSNAME="left@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS left@localhost on battery"
90 > log info timer early of left@localhost expired
90 > run 2 "/etc/nut/upssched-cmd" "early" UPSNAME="left@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS left@localhost on battery"
95 left OL
95 > log info UPS left@localhost on line power
95 > run 3 "/etc/nut/upssched-cmd" "early-ran" UPSNAME="left@localhost" NOTIFYTYPE="ONLINE" NOTIFYMSG="UPS left@localhost on line power"
95 > run 4 "/etc/nut/upssched-cmd" "outage-ran" UPSNAME="left@localhost" NOTIFYTYPE="ONLINE" NOTIFYMSG="UPS left@localhost on line power"
100 until
