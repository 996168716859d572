# Power that returns after the decision does not stop it.
# As in NUT: others were told to halt, and only the power cycle at the end brings them up again.
--- with whole
--- story
0 cyberpower OL charge=100 runtime=900
10 cyberpower OB DISCHRG charge=60 runtime=600
10 > log info UPS cyberpower@localhost on battery
10 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
10 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
40 > log info timer onbatt of cyberpower@localhost expired
40 > run 1 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
200 cyberpower OB DISCHRG LB charge=9 runtime=280
200 > log info UPS cyberpower@localhost battery is low
200 > run 2 "/etc/nut/upssched-cmd" "emergency-shutdown" UPSNAME="cyberpower@localhost" NOTIFYTYPE="LOWBATT" NOTIFYMSG="UPS cyberpower@localhost battery is low"
200 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
200 > log notice UPS cyberpower@localhost: forced shutdown in progress
200 > log info Auto logout and shutdown proceeding
200 > log info command emergency-shutdown is still running for LOWBATT; the one for SHUTDOWN waits
200 > wall Executing automatic power-fail shutdown
200 > wall UPS cyberpower@localhost: forced shutdown in progress
203 cyberpower OL CHRG LB charge=9 runtime=280
203 > log info UPS cyberpower@localhost on line power
203 > log info timer earlyshutdown of cyberpower@localhost cancelled
230 ended 2 0
230 > log info command emergency-shutdown finished
230 > log notice command emergency-shutdown already succeeded in this outage; not run again for SHUTDOWN
231 ended 1 0
231 > log info command onbatt finished
231 > write flag /etc/killpower
231 > run 4 as root "/sbin/shutdown -h +0"
300 until
