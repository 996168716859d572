# LOWBATT with mains present is told, and its command runs when mains go while it is still low.
# NUT runs emergency-shutdown on "OL CHRG LB", just when the cluster came back (NUT issue 3261).
--- with whole
--- story
0 cyberpower OL CHRG LB charge=2 runtime=60
0 > log info UPS cyberpower@localhost battery is low
0 > log warning battery of cyberpower@localhost is low on line power; its AT LOWBATT lines wait until line power fails
600 cyberpower OB DISCHRG LB charge=5 runtime=120
600 > log info UPS cyberpower@localhost on battery
600 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
600 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
600 > log info UPS cyberpower@localhost battery is low
600 > run 1 "/etc/nut/upssched-cmd" "emergency-shutdown" UPSNAME="cyberpower@localhost" NOTIFYTYPE="LOWBATT" NOTIFYMSG="UPS cyberpower@localhost battery is low"
600 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
600 > log notice UPS cyberpower@localhost: forced shutdown in progress
600 > log info Auto logout and shutdown proceeding
600 > log info command emergency-shutdown is still running for LOWBATT; the one for SHUTDOWN waits
600 > wall Executing automatic power-fail shutdown
600 > wall UPS cyberpower@localhost: forced shutdown in progress
620 ended 1 0
620 > log info command emergency-shutdown finished
620 > log notice command emergency-shutdown already succeeded in this outage; not run again for SHUTDOWN
620 > write flag /etc/killpower
620 > run 3 as root "/sbin/shutdown -h +0"
630 until
630 > log info timer onbatt of cyberpower@localhost expired
630 > run 4 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
