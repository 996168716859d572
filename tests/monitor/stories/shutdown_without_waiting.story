# With no command running, SHUTDOWNCMD comes FINALDELAY after SHUTDOWN.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
FINALDELAY 7
--- story
0 cyberpower OB LB
9 ended 1 0
10 until
