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
10 > log info UPS left@localhost on battery
10 > log info timer outage started; expires in 30 s
20 right OB
20 > log info UPS right@localhost on battery
20 > log info timer outage is already running; 20 s left
40 > log info timer outage expired
40 > run 1 "/etc/nut/upssched-cmd" "outage" UPSNAME="left@localhost,right@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS left@localhost on battery.	UPS right@localhost on battery"
50 ended 1 0
50 > log info command outage finished
100 left OL
100 > log info UPS left@localhost on line power
110 left OB
110 > log info UPS left@localhost on battery
110 > log info timer outage started; expires in 30 s
112 right OL
112 > log info UPS right@localhost on line power
115 right OB
115 > log info UPS right@localhost on battery
115 > log info timer outage is already running; 25 s left
120 left OL
120 > log info UPS left@localhost on line power
140 > log info timer outage expired
140 > run 2 "/etc/nut/upssched-cmd" "outage" UPSNAME="right@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS right@localhost on battery"
150 until
