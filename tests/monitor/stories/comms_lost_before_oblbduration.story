# OBLBDURATION is for a low battery that may be a false one. A UPS that goes silent on battery has only DEADTIME.
# NUT adds OBLBDURATION to DEADTIME.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
OBLBDURATION 60
--- story
0 cyberpower OL
10 cyberpower OB
10 > log notice UPS cyberpower@localhost on battery
10 > wall UPS cyberpower@localhost on battery
20 cyberpower lost
25 > log notice Communications with UPS cyberpower@localhost lost
25 > wall Communications with UPS cyberpower@localhost lost
35 > log critical Executing automatic power-fail shutdown: cyberpower@localhost communication lost while on battery
35 > log notice UPS cyberpower@localhost: forced shutdown in progress
35 > log notice Auto logout and shutdown proceeding
35 > wall Executing automatic power-fail shutdown
35 > wall UPS cyberpower@localhost: forced shutdown in progress
35 > wall Auto logout and shutdown proceeding
40 > run 1 as root "/sbin/shutdown -h +0"
100 until
