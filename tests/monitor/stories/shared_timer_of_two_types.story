# A timer that an outage started together with something else runs its command once in that outage.
--- ups
left right
--- upsmon.conf
MONITOR left@localhost 1 monuser secret primary
MONITOR right@localhost 1 monuser secret primary
NOTIFYCMD /sbin/upssched
NOTIFYFLAG ONBATT EXEC
NOTIFYFLAG COMMBAD EXEC
--- upssched.conf
CMDSCRIPT /etc/nut/upssched-cmd
AT ONBATT left@localhost START-TIMER-SHARED outage 30
AT COMMBAD right@localhost START-TIMER-SHARED outage 30
--- story
0 left OL
0 right OL
10 right OB
10 > log info UPS right@localhost on battery
11 left OB
11 > log info UPS left@localhost on battery
11 > log info timer outage started; expires in 30 s
12 right lost
17 > log info Communications with UPS right@localhost lost
17 > log info timer outage is already running; 24 s left
41 > log info timer outage expired
41 > run 1 "/etc/nut/upssched-cmd" "outage" UPSNAME="left@localhost,right@localhost" NOTIFYTYPE="ONBATT,COMMBAD" NOTIFYMSG="UPS left@localhost on battery.	Communications with UPS right@localhost lost"
45 left OL
45 > log notice UPS left@localhost on line power
45 > wall UPS left@localhost on line power
46 left OB
46 > log info UPS left@localhost on battery
46 > log info timer outage started; expires in 30 s
50 right OB
50 > log notice Communications with UPS right@localhost established
50 > wall Communications with UPS right@localhost established
51 right lost
56 > log info Communications with UPS right@localhost lost
56 > log info timer outage is already running; 20 s left
76 > log info timer outage expired
76 > log info command outage is still running for ONBATT,COMMBAD; the one for ONBATT,COMMBAD waits
80 ended 1 0
80 > log info command outage finished
80 > log notice command outage already succeeded in this outage; not run again for ONBATT,COMMBAD
90 until
