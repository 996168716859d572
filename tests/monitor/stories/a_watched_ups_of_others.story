# A UPS with power value 0 is told of, and shuts nothing down here.
--- ups
left right
--- upsmon.conf
MONITOR left@localhost 1 monuser secret primary
MONITOR right@localhost 0 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
--- story
0 left OL
0 right OB LB
0 > log notice UPS right@localhost on battery
0 > log notice UPS right@localhost battery is low
0 > wall UPS right@localhost on battery
0 > wall UPS right@localhost battery is low
60 until
