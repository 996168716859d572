# A machine that is still up 15 minutes after SHUTDOWNCMD is shut down again, or watched again.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD /bin/true
POWERDOWNFLAG /etc/killpower
SHUTDOWNEXIT no
--- story
0 cyberpower OB LB
6 ended 1 0
905 until
910 ended 2 0
1000 cyberpower OL
2000 until
3000 cyberpower OB LB
3010 until
