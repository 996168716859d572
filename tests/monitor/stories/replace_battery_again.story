# REPLBATT comes again each RBWARNTIME, and a flickering RB does not hurry it.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
RBWARNTIME 100
NOTIFYFLAG REPLBATT SYSLOG
--- story
0 cyberpower OL RB
0 > log notice UPS cyberpower@localhost battery needs to be replaced
50 cyberpower OL
60 cyberpower OL RB
100 > log notice UPS cyberpower@localhost battery needs to be replaced
200 > log notice UPS cyberpower@localhost battery needs to be replaced
250 until
