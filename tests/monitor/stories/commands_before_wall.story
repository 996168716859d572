# Commands are started before wall notifies anybody, and wall does so before SHUTDOWNCMD.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
NOTIFYCMD /sbin/upssched
NOTIFYFLAG ONBATT SYSLOG+WALL+EXEC
NOTIFYFLAG LOWBATT SYSLOG+WALL+EXEC
SHUTDOWNCMD "/sbin/shutdown -h +0"
POWERDOWNFLAG /etc/killpower
FINALDELAY 0
--- upssched.conf
CMDSCRIPT /bin/cmd
AT ONBATT * EXECUTE onbatt
AT LOWBATT * EXECUTE low
--- story
0 cyberpower OL
10 cyberpower OB LB
10 > log notice UPS cyberpower@localhost on battery
10 > run 1 "/bin/cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
10 > log notice UPS cyberpower@localhost battery is low
10 > run 2 "/bin/cmd" "low" UPSNAME="cyberpower@localhost" NOTIFYTYPE="LOWBATT" NOTIFYMSG="UPS cyberpower@localhost battery is low"
10 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
10 > log notice UPS cyberpower@localhost: forced shutdown in progress
10 > log notice Auto logout and shutdown proceeding
10 > wall UPS cyberpower@localhost on battery
10 > wall UPS cyberpower@localhost battery is low
10 > wall Executing automatic power-fail shutdown
10 > wall UPS cyberpower@localhost: forced shutdown in progress
10 > wall Auto logout and shutdown proceeding
11 ended 1 0
11 > log info command onbatt finished
12 ended 2 0
12 > log info command low finished
12 > write flag /etc/killpower
12 > run 3 as root "/sbin/shutdown -h +0"
20 until
