# OVERDURATION makes an overloaded UPS that goes silent critical after so long.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
OVERDURATION 40
--- story
0 cyberpower OL OVER
10 cyberpower lost
100 until
