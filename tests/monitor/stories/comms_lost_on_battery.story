# Communication lost on battery shuts down after DEADTIME, not at once.
# NUT 2.8.1 and 2.8.2 shut down at once.
--- with whole
--- story
0 cyberpower OL
10 cyberpower OB DISCHRG charge=90 runtime=1000
10 > log info UPS cyberpower@localhost on battery
10 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
10 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
20 cyberpower lost
25 > log notice Communications with UPS cyberpower@localhost lost
25 > wall Communications with UPS cyberpower@localhost lost
35 > log critical Executing automatic power-fail shutdown: cyberpower@localhost communication lost while on battery
35 > log notice UPS cyberpower@localhost: forced shutdown in progress
35 > log info Auto logout and shutdown proceeding
35 > run 1 "/etc/nut/upssched-cmd" "emergency-shutdown" UPSNAME="" NOTIFYTYPE="SHUTDOWN" NOTIFYMSG="Auto logout and shutdown proceeding"
35 > wall Executing automatic power-fail shutdown
35 > wall UPS cyberpower@localhost: forced shutdown in progress
40 > log info timer onbatt of cyberpower@localhost expired
40 > run 2 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
60 until
