# SHUTDOWNEXIT 30 keeps the monitor alive for 30 s after SHUTDOWNCMD.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD /sbin/shutdown
SHUTDOWNEXIT 30
--- story
0 cyberpower OB LB
6 ended 1 0
60 until
