# FSD in the status shuts down with mains present.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD /sbin/shutdown
--- story
0 cyberpower OL
10 cyberpower FSD OL
10 > log notice UPS cyberpower@localhost: forced shutdown in progress
10 > log critical Executing automatic power-fail shutdown: cyberpower@localhost forced shutdown
10 > log notice Auto logout and shutdown proceeding
10 > wall UPS cyberpower@localhost: forced shutdown in progress
10 > wall Executing automatic power-fail shutdown
10 > wall Auto logout and shutdown proceeding
15 > run 1 as root "/sbin/shutdown"
20 until
