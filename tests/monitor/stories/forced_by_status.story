# FSD in the status shuts down with mains present.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD /sbin/shutdown
--- story
0 cyberpower OL
10 cyberpower FSD OL
20 until
