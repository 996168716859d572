# Of two UPSes with MINSUPPLIES 1 one may fail; both may not.
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
60 right OB
100 right OB LB
110 until
