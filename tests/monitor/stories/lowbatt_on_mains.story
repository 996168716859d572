# LOWBATT with mains present is told, and its command runs when mains go while it is still low.
# NUT runs emergency-shutdown on "OL CHRG LB", just when the cluster came back (NUT issue 3261).
--- with whole
--- story
0 cyberpower OL CHRG LB charge=2 runtime=60
0 > log info UPS cyberpower@localhost battery is low
0 > log warning LOWBATT of cyberpower@localhost while it is not on battery: its AT lines wait for ONBATT
600 cyberpower OB DISCHRG LB charge=5 runtime=120
600 > log info UPS cyberpower@localhost on battery
600 > log info timer onbatt of cyberpower@localhost started, 30 s
600 > log info timer earlyshutdown of cyberpower@localhost started, 300 s
600 > log info UPS cyberpower@localhost battery is low
600 > run 1 "/etc/nut/upssched-cmd" "emergency-shutdown" UPSNAME="cyberpower@localhost" NOTIFYTYPE="LOWBATT" NOTIFYMSG="UPS cyberpower@localhost battery is low"
600 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, and the battery is low
600 > wall Executing automatic power-fail shutdown
600 > log notice UPS cyberpower@localhost: forced shutdown in progress
600 > wall UPS cyberpower@localhost: forced shutdown in progress
600 > log info Auto logout and shutdown proceeding
600 > log info command emergency-shutdown runs already, for LOWBATT: this one, for SHUTDOWN, waits for it
620 ended 1 0
620 > log info command emergency-shutdown ended
620 > log notice command emergency-shutdown did its work in this outage: not run again for SHUTDOWN
620 > write flag /etc/killpower
620 > run 3 as root "/sbin/shutdown -h +0"
630 until
630 > log info timer onbatt of cyberpower@localhost ended
630 > run 4 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
