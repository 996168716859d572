# An AT line may name a UPS with or without the host and port.
--- ups
left right
--- upsmon.conf
MONITOR left@localhost 1 monuser secret primary
MONITOR right@localhost:3493 1 monuser secret primary
NOTIFYCMD /usr/sbin/upssched
NOTIFYFLAG ONBATT EXEC
NOTIFYFLAG ONLINE EXEC
--- upssched.conf
CMDSCRIPT /etc/nut/upssched-cmd
AT ONBATT left EXECUTE by-name
AT ONBATT left@localhost EXECUTE by-host
AT ONBATT left@localhost:3493 EXECUTE by-port
AT ONBATT left@elsewhere EXECUTE never
AT ONBATT right@localhost:3493 EXECUTE by-string
AT onbatt * EXECUTE any
AT ONLINE left CANCEL-TIMER none not-running
--- story
0 left OB
0 > log info UPS left@localhost on battery
0 > run 1 "/etc/nut/upssched-cmd" "by-name" UPSNAME="left@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS left@localhost on battery"
0 > run 2 "/etc/nut/upssched-cmd" "by-host" UPSNAME="left@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS left@localhost on battery"
0 > run 3 "/etc/nut/upssched-cmd" "by-port" UPSNAME="left@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS left@localhost on battery"
0 > run 4 "/etc/nut/upssched-cmd" "any" UPSNAME="left@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS left@localhost on battery"
0 right OB
0 > log info UPS right@localhost:3493 on battery
0 > run 5 "/etc/nut/upssched-cmd" "by-string" UPSNAME="right@localhost:3493" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS right@localhost:3493 on battery"
0 > log info command any is still running for ONBATT; the one for ONBATT waits
10 left OL
10 > log info UPS left@localhost on line power
10 > run 7 "/etc/nut/upssched-cmd" "not-running" UPSNAME="left@localhost" NOTIFYTYPE="ONLINE" NOTIFYMSG="UPS left@localhost on line power"
