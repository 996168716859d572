# A SHUTDOWNCMD that waits keeps POWERDOWNFLAG until it has had its time.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +5"
POWERDOWNFLAG /etc/killpower
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
5 > write flag /etc/killpower
5 > run 1 as root "/sbin/shutdown -h +5"
6 ended 1 0
6 > log info SHUTDOWNCMD finished
100 cyberpower OL
100 > log notice UPS cyberpower@localhost on line power
100 > wall UPS cyberpower@localhost on line power
300 until
366 > remove flag /etc/killpower
366 > log notice no UPS requires a shutdown any more and this machine is still up; watching again
400 until
