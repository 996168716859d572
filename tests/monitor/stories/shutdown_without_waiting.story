# With no command running, SHUTDOWNCMD comes FINALDELAY after SHUTDOWN.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
FINALDELAY 7
--- story
0 cyberpower OB LB
0 > log notice UPS cyberpower@localhost on battery
0 > log notice UPS cyberpower@localhost battery is low
0 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
0 > log notice UPS cyberpower@localhost: forced shutdown in progress
0 > log notice Auto logout and shutdown proceeding
0 > wall UPS cyberpower@localhost on battery
0 > wall UPS cyberpower@localhost battery is low
0 > wall Executing automatic power-fail shutdown
0 > wall UPS cyberpower@localhost: forced shutdown in progress
0 > wall Auto logout and shutdown proceeding
7 > run 1 as root "/sbin/shutdown -h +0"
9 ended 1 0
9 > log info SHUTDOWNCMD finished
9 > exit
10 until
