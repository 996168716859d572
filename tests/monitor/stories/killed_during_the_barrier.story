# The monitor is killed while it waits for the script, and SHUTDOWNCMD still comes.
--- with whole
--- story
0 cyberpower OB DISCHRG LB charge=9 runtime=280
0 > log info UPS cyberpower@localhost on battery
0 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
0 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
0 > log info UPS cyberpower@localhost battery is low
0 > run 1 "/etc/nut/upssched-cmd" "emergency-shutdown" UPSNAME="cyberpower@localhost" NOTIFYTYPE="LOWBATT" NOTIFYMSG="UPS cyberpower@localhost battery is low"
0 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
0 > log notice UPS cyberpower@localhost: forced shutdown in progress
0 > log info Auto logout and shutdown proceeding
0 > log info command emergency-shutdown is still running for LOWBATT; the one for SHUTDOWN waits
0 > wall Executing automatic power-fail shutdown
0 > wall UPS cyberpower@localhost: forced shutdown in progress
20 kill
50 restart
50 > log info timer onbatt of cyberpower@localhost expired
50 > run 3 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
60 ended 1 0
60 > log info command emergency-shutdown finished
60 > log notice command emergency-shutdown already succeeded in this outage; not run again for SHUTDOWN
70 until
