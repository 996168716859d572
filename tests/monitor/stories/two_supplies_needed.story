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
20 until
