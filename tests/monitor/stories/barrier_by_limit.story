# A command that hangs with mains present holds SHUTDOWNCMD up for SCRIPT_DEADLINE.
--- with whole
--- story
0 cyberpower OL
10 fsd
10 > log critical Executing automatic power-fail shutdown: forced by an administrator
10 > log notice UPS cyberpower@localhost: forced shutdown in progress
10 > log info Auto logout and shutdown proceeding
10 > run 1 "/etc/nut/upssched-cmd" "emergency-shutdown" UPSNAME="" NOTIFYTYPE="SHUTDOWN" NOTIFYMSG="Auto logout and shutdown proceeding"
10 > wall Executing automatic power-fail shutdown
10 > wall UPS cyberpower@localhost: forced shutdown in progress
310 > log error no longer waiting for emergency-shutdown
310 > write flag /etc/killpower
310 > run 2 as root "/sbin/shutdown -h +0"
400 until
