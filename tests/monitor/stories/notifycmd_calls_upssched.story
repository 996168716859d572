# NOTIFYCMD is a wrapper: it runs for each event, and the AT lines apply when it calls upssched.
--- upsmon.conf
RUN_AS_USER root
NOTIFYCMD /usr/local/bin/handler
NOTIFYFLAG ONBATT EXEC
NOTIFYFLAG ONLINE EXEC
NOTIFYFLAG LOWBATT EXEC
NOTIFYFLAG SHUTDOWN EXEC
SHUTDOWNCMD "/sbin/shutdown -h +0"
--- upssched.conf
CMDSCRIPT /etc/nut/upssched-cmd
AT ONBATT * START-TIMER onbatt 30
AT ONLINE * CANCEL-TIMER onbatt
AT LOWBATT * EXECUTE emergency
AT SHUTDOWN * EXECUTE emergency
--- story
0 cyberpower OL
10 cyberpower OB DISCHRG
10 > log info UPS cyberpower@localhost on battery
10 > run 1 "/usr/local/bin/handler" "UPS cyberpower@localhost on battery" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
11 upssched ONBATT cyberpower@localhost
11 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
12 ended 1 0
12 > log info NOTIFYCMD for ONBATT finished
20 cyberpower OL
20 > log info UPS cyberpower@localhost on line power
20 > run 2 "/usr/local/bin/handler" "UPS cyberpower@localhost on line power" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONLINE" NOTIFYMSG="UPS cyberpower@localhost on line power"
21 upssched ONLINE cyberpower@localhost
21 > log info timer onbatt of cyberpower@localhost cancelled
22 ended 2 0
22 > log info NOTIFYCMD for ONLINE finished
30 cyberpower OB DISCHRG LB
30 > log info UPS cyberpower@localhost on battery
30 > run 3 "/usr/local/bin/handler" "UPS cyberpower@localhost on battery" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
30 > log info UPS cyberpower@localhost battery is low
30 > run 4 "/usr/local/bin/handler" "UPS cyberpower@localhost battery is low" UPSNAME="cyberpower@localhost" NOTIFYTYPE="LOWBATT" NOTIFYMSG="UPS cyberpower@localhost battery is low"
30 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
30 > log notice UPS cyberpower@localhost: forced shutdown in progress
30 > log info Auto logout and shutdown proceeding
30 > run 5 "/usr/local/bin/handler" "Auto logout and shutdown proceeding" UPSNAME="" NOTIFYTYPE="SHUTDOWN" NOTIFYMSG="Auto logout and shutdown proceeding"
30 > wall Executing automatic power-fail shutdown
30 > wall UPS cyberpower@localhost: forced shutdown in progress
31 upssched ONBATT cyberpower@localhost
31 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
31 upssched LOWBATT cyberpower@localhost
31 > run 6 "/etc/nut/upssched-cmd" "emergency" UPSNAME="cyberpower@localhost" NOTIFYTYPE="LOWBATT" NOTIFYMSG="UPS cyberpower@localhost battery is low"
32 upssched SHUTDOWN
32 > log info command emergency is still running for LOWBATT; the one for SHUTDOWN waits
33 ended 3 0
33 > log info NOTIFYCMD for ONBATT finished
33 ended 4 0
33 > log info NOTIFYCMD for LOWBATT finished
33 ended 5 0
33 > log info NOTIFYCMD for SHUTDOWN finished
40 ended 6 0
40 > log info command emergency finished
40 > log notice command emergency already succeeded in this outage; not run again for SHUTDOWN
40 > run 8 as root "/sbin/shutdown -h +0"
60 until
