# SHUTDOWNCMD waits for the command script, not for FINALDELAY alone.
# NUT shuts this machine down 5 s after SHUTDOWN, while the cluster needs minutes.
--- with whole
--- story
0 cyberpower OL charge=100 runtime=1200
10 cyberpower OB DISCHRG charge=100 runtime=1200
10 > log info UPS cyberpower@localhost on battery
10 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
10 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
20 cyberpower OB DISCHRG LB charge=9 runtime=400
20 > log info UPS cyberpower@localhost battery is low
20 > run 1 "/etc/nut/upssched-cmd" "emergency-shutdown" UPSNAME="cyberpower@localhost" NOTIFYTYPE="LOWBATT" NOTIFYMSG="UPS cyberpower@localhost battery is low"
20 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
20 > log notice UPS cyberpower@localhost: forced shutdown in progress
20 > log info Auto logout and shutdown proceeding
20 > log info command emergency-shutdown is still running for LOWBATT; the one for SHUTDOWN waits
20 > wall Executing automatic power-fail shutdown
20 > wall UPS cyberpower@localhost: forced shutdown in progress
40 until
40 > log info timer onbatt of cyberpower@localhost expired
40 > run 3 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
140 ended 1 0
140 > log info command emergency-shutdown finished
140 > log notice command emergency-shutdown already succeeded in this outage; not run again for SHUTDOWN
141 ended 3 0
141 > log info command onbatt finished
141 > write flag /etc/killpower
141 > run 4 as root "/sbin/shutdown -h +0"
200 until
