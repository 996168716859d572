# A SHUTDOWNCMD that fails is tried again.
# NUT logs that it could not, and ends.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD /sbin/shutdown
--- story
0 cyberpower OB LB
6 ended 1 127
11 ended 2 signal 9
17 ended 3 0
20 until
