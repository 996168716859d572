# A UPS that is off for OFFDURATION is critical, one that comes back before is not.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
--- story
0 cyberpower OL
10 cyberpower OFF
10 > log notice UPS cyberpower@localhost: administratively OFF or asleep
10 > wall UPS cyberpower@localhost: administratively OFF or asleep
35 cyberpower OL
35 > log notice UPS cyberpower@localhost: no longer administratively OFF or asleep
35 > wall UPS cyberpower@localhost: no longer administratively OFF or asleep
50 cyberpower OFF
50 > log notice UPS cyberpower@localhost: administratively OFF or asleep
50 > wall UPS cyberpower@localhost: administratively OFF or asleep
80 > log critical Executing automatic power-fail shutdown: cyberpower@localhost off
80 > log notice UPS cyberpower@localhost: forced shutdown in progress
80 > log notice Auto logout and shutdown proceeding
80 > wall Executing automatic power-fail shutdown
80 > wall UPS cyberpower@localhost: forced shutdown in progress
80 > wall Auto logout and shutdown proceeding
85 > run 1 as root "/sbin/shutdown -h +0"
100 until
