# A UPS that tells no runtime gives a hanging command 120 s.
--- with whole
--- story
0 cyberpower OB LB
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
30 > log info timer onbatt of cyberpower@localhost expired
30 > run 3 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
120 > log error no longer waiting for emergency-shutdown, onbatt
120 > write flag /etc/killpower
120 > run 4 as root "/sbin/shutdown -h +0"
200 until
