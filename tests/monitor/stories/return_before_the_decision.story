# With OBLBDURATION, power that returns in time leaves nothing to do.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
OBLBDURATION 10
--- story
0 cyberpower OL
10 cyberpower OB LB
15 cyberpower OL LB
100 cyberpower OB LB
120 until
