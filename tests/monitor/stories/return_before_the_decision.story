# With OBLBDURATION, power that returns in time leaves nothing to do.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
OBLBDURATION 10
--- story
0 cyberpower OL
10 cyberpower OB LB
10 > log notice UPS cyberpower@localhost on battery
10 > log notice UPS cyberpower@localhost battery is low
10 > wall UPS cyberpower@localhost on battery
10 > wall UPS cyberpower@localhost battery is low
15 cyberpower OL LB
15 > log notice UPS cyberpower@localhost on line power
15 > wall UPS cyberpower@localhost on line power
100 cyberpower OB LB
100 > log notice UPS cyberpower@localhost on battery
100 > log notice UPS cyberpower@localhost battery is low
100 > wall UPS cyberpower@localhost on battery
100 > wall UPS cyberpower@localhost battery is low
110 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
110 > log notice UPS cyberpower@localhost: forced shutdown in progress
110 > log notice Auto logout and shutdown proceeding
110 > wall Executing automatic power-fail shutdown
110 > wall UPS cyberpower@localhost: forced shutdown in progress
110 > wall Auto logout and shutdown proceeding
115 > run 1 as root "/sbin/shutdown -h +0"
120 until
