# Communication lost on battery with little runtime left shuts down sooner than DEADTIME.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
DEADTIME 120
--- story
0 cyberpower OL
10 cyberpower OB DISCHRG charge=20 runtime=100
20 cyberpower lost
100 until
