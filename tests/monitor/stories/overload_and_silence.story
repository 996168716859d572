# OVERDURATION makes an overloaded UPS that goes silent critical so long after the overload began.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
OVERDURATION 40
--- story
0 cyberpower OL OVER
0 > log notice UPS cyberpower@localhost: overloaded
0 > wall UPS cyberpower@localhost: overloaded
10 cyberpower lost
15 > log notice Communications with UPS cyberpower@localhost lost
15 > wall Communications with UPS cyberpower@localhost lost
40 > log critical Executing automatic power-fail shutdown: cyberpower@localhost communication lost while overloaded
40 > log notice UPS cyberpower@localhost: forced shutdown in progress
40 > log notice Auto logout and shutdown proceeding
40 > wall Executing automatic power-fail shutdown
40 > wall UPS cyberpower@localhost: forced shutdown in progress
40 > wall Auto logout and shutdown proceeding
45 > run 1 as root "/sbin/shutdown -h +0"
100 until
