# An emergency-shutdown that failed is tried again by the SHUTDOWN line that waited for it.
--- with seed
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
10 > log info command emergency-shutdown is still running for LOWBATT; the one for SHUTDOWN waits
10 > wall Executing automatic power-fail shutdown
10 > wall UPS cyberpower@localhost: forced shutdown in progress
20 ended 1 1
20 > log warning command emergency-shutdown failed with exit status 1
20 > run 2 "/etc/nut/upssched-cmd" "emergency-shutdown" UPSNAME="" NOTIFYTYPE="SHUTDOWN" NOTIFYMSG="Auto logout and shutdown proceeding"
30 ended 2 0
30 > log info command emergency-shutdown finished
30 > log error upsmon.conf has no SHUTDOWNCMD; this machine stays up
40 until
40 > log info timer onbatt of cyberpower@localhost expired
40 > run 3 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
