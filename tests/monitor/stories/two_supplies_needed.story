# With MINSUPPLIES 2 the first of two UPSes that fails shuts down.
--- ups
left right
--- upsmon.conf
MONITOR left@localhost 1 monuser secret primary
MONITOR right@localhost 1 monuser secret primary
MINSUPPLIES 2
SHUTDOWNCMD "/sbin/shutdown -h +0"
--- story
0 left OL
0 right OL
10 left OB LB
10 > log notice UPS left@localhost on battery
10 > log notice UPS left@localhost battery is low
10 > log critical Executing automatic power-fail shutdown: left@localhost on battery, battery low
10 > log notice UPS left@localhost: forced shutdown in progress
10 > log notice UPS right@localhost: forced shutdown in progress
10 > log notice Auto logout and shutdown proceeding
10 > wall UPS left@localhost on battery
10 > wall UPS left@localhost battery is low
10 > wall Executing automatic power-fail shutdown
10 > wall UPS left@localhost: forced shutdown in progress
10 > wall UPS right@localhost: forced shutdown in progress
10 > wall Auto logout and shutdown proceeding
15 > run 1 as root "/sbin/shutdown -h +0"
20 until
