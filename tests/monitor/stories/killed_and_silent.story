# After a restart nothing fires before the UPS was heard, or DEADTIME went by.
--- with whole
--- story
0 cyberpower OL
10 cyberpower OB DISCHRG
10 > log info UPS cyberpower@localhost on battery
10 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
10 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
15 kill
20 cyberpower lost
60 restart
64 until
65 > log notice Communications with UPS cyberpower@localhost lost
65 > log info timer onbatt of cyberpower@localhost expired
65 > run 1 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
65 > wall Communications with UPS cyberpower@localhost lost
75 > log critical Executing automatic power-fail shutdown: cyberpower@localhost communication lost while on battery
75 > log notice UPS cyberpower@localhost: forced shutdown in progress
75 > log info Auto logout and shutdown proceeding
75 > run 2 "/etc/nut/upssched-cmd" "emergency-shutdown" UPSNAME="" NOTIFYTYPE="SHUTDOWN" NOTIFYMSG="Auto logout and shutdown proceeding"
75 > wall Executing automatic power-fail shutdown
75 > wall UPS cyberpower@localhost: forced shutdown in progress
195 > log error no longer waiting for onbatt, emergency-shutdown
195 > write flag /etc/killpower
195 > run 3 as root "/sbin/shutdown -h +0"
200 until
