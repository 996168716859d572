# Thresholds of upshid.conf: charge, runtime, and time on battery each shut down without LB.
--- ups
a b c
--- upsmon.conf
MONITOR a@localhost 1 monuser secret primary
MONITOR b@localhost 1 monuser secret primary
MONITOR c@localhost 1 monuser secret primary
MINSUPPLIES 1
SHUTDOWNCMD "/sbin/shutdown -h +0"
--- upshid.conf
SHUTDOWN_CHARGE 30
SHUTDOWN_RUNTIME 200
SHUTDOWN_ONBATT 60
--- story
0 a OL charge=20 runtime=100
0 b OL charge=100 runtime=1000
0 c OL charge=100 runtime=1000
10 a OB charge=30 runtime=900
20 b OB charge=90 runtime=200
30 c OB charge=90 runtime=900
100 until
