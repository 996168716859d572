# A SHUTDOWNCMD that fails after the machine is watched again is not run again.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD /bin/true
SHUTDOWNEXIT no
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
5 > run 1 as root "/bin/true"
300 cyberpower OL
300 > log notice UPS cyberpower@localhost on line power
300 > wall UPS cyberpower@localhost on line power
905 > log notice no UPS requires a shutdown any more and this machine is still up; watching again
910 ended 1 1
910 > log warning SHUTDOWNCMD failed with exit status 1
920 until
