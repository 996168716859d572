# A NOTIFYCMD that is not upssched gets the message as its argument.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
NOTIFYCMD /usr/local/bin/notify.sh
NOTIFYMSG ONBATT "%s runs on 100%% battery"
NOTIFYFLAG ONBATT SYSLOG+WALL+EXEC
NOTIFYFLAG ONLINE IGNORE
NOTIFYFLAG LOWBATT EXEC
--- story
0 cyberpower OL
10 cyberpower OB
11 cyberpower OL LB
12 cyberpower OB LB
20 until
