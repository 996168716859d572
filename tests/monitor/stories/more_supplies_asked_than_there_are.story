# A MINSUPPLIES that cannot be met is no power failure.
# NUT does not start then; to shut a machine on mains down for it would be worse.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
MINSUPPLIES 2
SHUTDOWNCMD /sbin/shutdown
--- story
0 cyberpower OL
100 cyberpower OB LB
100 > log notice UPS cyberpower@localhost on battery
100 > wall UPS cyberpower@localhost on battery
100 > log notice UPS cyberpower@localhost battery is low
100 > wall UPS cyberpower@localhost battery is low
100 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, and the battery is low
100 > wall Executing automatic power-fail shutdown
100 > log notice UPS cyberpower@localhost: forced shutdown in progress
100 > wall UPS cyberpower@localhost: forced shutdown in progress
100 > log notice Auto logout and shutdown proceeding
100 > wall Auto logout and shutdown proceeding
105 > run 1 as root "/sbin/shutdown"
110 until
