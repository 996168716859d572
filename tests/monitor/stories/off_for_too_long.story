# A UPS that is off for OFFDURATION is critical; one that comes back before is not.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
--- story
0 cyberpower OL
10 cyberpower OFF
35 cyberpower OL
50 cyberpower OFF
100 until
