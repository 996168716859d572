# A NOTIFYCMD that is not upssched gets the message as its argument.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
NOTIFYCMD /usr/local/bin/notify.sh
NOTIFYMSG ONBATT "%s runs on 100%% battery"
NOTIFYFLAG ONBATT SYSLOG+WALL+EXEC
NOTIFYFLAG ONLINE IGNORE
NOTIFYFLAG LOWBATT EXEC
--- story
0 cyberpower OL
10 cyberpower OB
10 > log notice cyberpower@localhost runs on 100% battery
10 > run 1 "/usr/local/bin/notify.sh" "cyberpower@localhost runs on 100% battery" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="cyberpower@localhost runs on 100% battery"
10 > wall cyberpower@localhost runs on 100% battery
11 cyberpower OL LB
11 > log info UPS cyberpower@localhost battery is low
11 > run 2 "/usr/local/bin/notify.sh" "UPS cyberpower@localhost battery is low" UPSNAME="cyberpower@localhost" NOTIFYTYPE="LOWBATT" NOTIFYMSG="UPS cyberpower@localhost battery is low"
12 cyberpower OB LB
12 > log notice cyberpower@localhost runs on 100% battery
12 > run 3 "/usr/local/bin/notify.sh" "cyberpower@localhost runs on 100% battery" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="cyberpower@localhost runs on 100% battery"
12 > log info UPS cyberpower@localhost battery is low
12 > run 4 "/usr/local/bin/notify.sh" "UPS cyberpower@localhost battery is low" UPSNAME="cyberpower@localhost" NOTIFYTYPE="LOWBATT" NOTIFYMSG="UPS cyberpower@localhost battery is low"
12 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
12 > log notice UPS cyberpower@localhost: forced shutdown in progress
12 > log notice Auto logout and shutdown proceeding
12 > wall cyberpower@localhost runs on 100% battery
12 > wall Executing automatic power-fail shutdown
12 > wall UPS cyberpower@localhost: forced shutdown in progress
12 > wall Auto logout and shutdown proceeding
20 until
