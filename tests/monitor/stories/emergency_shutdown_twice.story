# REPEAT_COMMANDS yes runs both emergency-shutdown of the seed's files at once, as NUT does.
--- with seed
--- upshid.conf
REPEAT_COMMANDS yes
--- story
0 cyberpower OL
10 cyberpower OB LB DISCHRG
10 > log info UPS cyberpower@localhost on battery
10 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
10 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
10 > log info UPS cyberpower@localhost battery is low
10 > run 1 "/etc/nut/upssched-cmd" "emergency-shutdown" UPSNAME="cyberpower@localhost" NOTIFYTYPE="LOWBATT" NOTIFYMSG="UPS cyberpower@localhost battery is low"
10 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
10 > log notice UPS cyberpower@localhost: forced shutdown in progress
10 > log info Auto logout and shutdown proceeding
10 > run 2 "/etc/nut/upssched-cmd" "emergency-shutdown" UPSNAME="" NOTIFYTYPE="SHUTDOWN" NOTIFYMSG="Auto logout and shutdown proceeding"
10 > wall Executing automatic power-fail shutdown
10 > wall UPS cyberpower@localhost: forced shutdown in progress
20 ended 1 0
20 > log info command emergency-shutdown finished
21 ended 2 0
21 > log info command emergency-shutdown finished
21 > log error upsmon.conf has no SHUTDOWNCMD; this machine stays up
