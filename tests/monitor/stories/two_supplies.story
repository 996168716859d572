# Of two UPSes with MINSUPPLIES 1 one may fail, both may not.
--- ups
left right
--- upsmon.conf
MONITOR left@localhost 1 monuser secret primary
MONITOR right@localhost 1 monuser secret primary
MINSUPPLIES 1
SHUTDOWNCMD "/sbin/shutdown -h +0"
--- story
0 left OL
0 right OL
10 left OB LB
10 > log notice UPS left@localhost on battery
10 > log notice UPS left@localhost battery is low
10 > wall UPS left@localhost on battery
10 > wall UPS left@localhost battery is low
60 right OB
60 > log notice UPS right@localhost on battery
60 > wall UPS right@localhost on battery
100 right OB LB
100 > log notice UPS right@localhost battery is low
100 > log critical Executing automatic power-fail shutdown: left@localhost on battery, battery low; right@localhost on battery, battery low
100 > log notice UPS left@localhost: forced shutdown in progress
100 > log notice UPS right@localhost: forced shutdown in progress
100 > log notice Auto logout and shutdown proceeding
100 > wall UPS right@localhost battery is low
100 > wall Executing automatic power-fail shutdown
100 > wall UPS left@localhost: forced shutdown in progress
100 > wall UPS right@localhost: forced shutdown in progress
100 > wall Auto logout and shutdown proceeding
105 > run 1 as root "/sbin/shutdown -h +0"
110 until
