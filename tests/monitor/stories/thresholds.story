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
10 > log notice UPS a@localhost on battery
10 > wall UPS a@localhost on battery
20 b OB charge=90 runtime=200
20 > log notice UPS b@localhost on battery
20 > wall UPS b@localhost on battery
30 c OB charge=90 runtime=900
30 > log notice UPS c@localhost on battery
30 > wall UPS c@localhost on battery
90 > log critical Executing automatic power-fail shutdown: a@localhost on battery, charge 30 % (SHUTDOWN_CHARGE 30 %); b@localhost on battery, runtime 200 s (SHUTDOWN_RUNTIME 200 s); c@localhost on battery for 60 s
90 > log notice UPS a@localhost: forced shutdown in progress
90 > log notice UPS b@localhost: forced shutdown in progress
90 > log notice UPS c@localhost: forced shutdown in progress
90 > log notice Auto logout and shutdown proceeding
90 > wall Executing automatic power-fail shutdown
90 > wall UPS a@localhost: forced shutdown in progress
90 > wall UPS b@localhost: forced shutdown in progress
90 > wall UPS c@localhost: forced shutdown in progress
90 > wall Auto logout and shutdown proceeding
95 > run 1 as root "/sbin/shutdown -h +0"
100 until
