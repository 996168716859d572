# The seed's files: a long outage runs onbatt, earlyshutdown, and emergency-shutdown once.
# LOWBATT and SHUTDOWN both ask for emergency-shutdown; NUT runs both at once, 4 ms apart. There is no
# SHUTDOWNCMD, so this machine stays up, and watches again when power is back.
--- with seed
--- story
0 cyberpower OL charge=100 runtime=1200
10 cyberpower OB DISCHRG charge=100 runtime=1200
10 > log info UPS cyberpower@localhost on battery
10 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
10 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
40 > log info timer onbatt of cyberpower@localhost expired
40 > run 1 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
42 ended 1 0
42 > log info command onbatt finished
310 > log info timer earlyshutdown of cyberpower@localhost expired
310 > run 2 "/etc/nut/upssched-cmd" "earlyshutdown" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
312 ended 2 0
312 > log info command earlyshutdown finished
700 cyberpower OB DISCHRG LB charge=9 runtime=290
700 > log info UPS cyberpower@localhost battery is low
700 > run 3 "/etc/nut/upssched-cmd" "emergency-shutdown" UPSNAME="cyberpower@localhost" NOTIFYTYPE="LOWBATT" NOTIFYMSG="UPS cyberpower@localhost battery is low"
700 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
700 > log notice UPS cyberpower@localhost: forced shutdown in progress
700 > log info Auto logout and shutdown proceeding
700 > log info command emergency-shutdown is still running for LOWBATT; the one for SHUTDOWN waits
700 > wall Executing automatic power-fail shutdown
700 > wall UPS cyberpower@localhost: forced shutdown in progress
760 ended 3 0
760 > log info command emergency-shutdown finished
760 > log notice command emergency-shutdown already succeeded in this outage; not run again for SHUTDOWN
760 > log error upsmon.conf has no SHUTDOWNCMD; this machine stays up
900 cyberpower OL CHRG LB charge=5 runtime=200
900 > log info UPS cyberpower@localhost on line power
900 > log notice no UPS requires a shutdown any more and this machine is still up; watching again
1200 cyberpower OL CHRG charge=20 runtime=400
1300 until
