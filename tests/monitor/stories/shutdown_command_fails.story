# A SHUTDOWNCMD that fails is tried again.
# NUT logs that it could not, and ends.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD /sbin/shutdown
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
6 ended 1 127
6 > log warning SHUTDOWNCMD failed with exit status 127
6 > log critical SHUTDOWNCMD failed; retrying in 5 s
11 > run 2 as root "/sbin/shutdown"
12 ended 2 signal 9
12 > log warning SHUTDOWNCMD was killed by signal 9
12 > log critical SHUTDOWNCMD failed; retrying in 5 s
17 > run 3 as root "/sbin/shutdown"
18 ended 3 unknown
18 > log warning SHUTDOWNCMD: exit status unknown; treating it as failed
18 > log critical SHUTDOWNCMD failed; retrying in 5 s
23 > run 4 as root "/sbin/shutdown"
24 ended 4 0
24 > log info SHUTDOWNCMD finished
24 > exit
30 until
