# REPLBATT comes again each RBWARNTIME, and a flickering RB does not hurry it.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
RBWARNTIME 100
NOTIFYFLAG REPLBATT SYSLOG
--- story
0 cyberpower OL RB
50 cyberpower OL
60 cyberpower OL RB
250 until
