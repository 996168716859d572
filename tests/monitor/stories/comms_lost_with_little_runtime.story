# Communication lost on battery with little runtime left shuts down sooner than DEADTIME.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
DEADTIME 120
--- story
0 cyberpower OL
10 cyberpower OB DISCHRG charge=20 runtime=100
10 > log notice UPS cyberpower@localhost on battery
10 > wall UPS cyberpower@localhost on battery
20 cyberpower lost
25 > log notice Communications with UPS cyberpower@localhost lost
25 > wall Communications with UPS cyberpower@localhost lost
50 > log critical Executing automatic power-fail shutdown: cyberpower@localhost communication lost while on battery, little runtime left
50 > log notice UPS cyberpower@localhost: forced shutdown in progress
50 > log notice Auto logout and shutdown proceeding
50 > wall Executing automatic power-fail shutdown
50 > wall UPS cyberpower@localhost: forced shutdown in progress
50 > wall Auto logout and shutdown proceeding
55 > run 1 as root "/sbin/shutdown -h +0"
100 until
