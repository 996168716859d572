# SHUTDOWNEXIT 30 keeps the monitor alive for 30 s after SHUTDOWNCMD.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD /sbin/shutdown
SHUTDOWNEXIT 30
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
5 > run 1 as root "/sbin/shutdown"
6 ended 1 0
6 > log info SHUTDOWNCMD finished
36 > exit
60 until
