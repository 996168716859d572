# ONBATT_HOLD delays no shutdown: a low battery, a threshold and FSD act at once, ONBATT first.
--- ups
a b c
--- upsmon.conf
MONITOR a@localhost 1 monuser secret primary
MONITOR b@localhost 1 monuser secret primary
MONITOR c@localhost 1 monuser secret primary
MINSUPPLIES 1
SHUTDOWNCMD "/sbin/shutdown -h +0"
--- upshid.conf
ONBATT_HOLD 300
SHUTDOWN_ONBATT 20
--- story
0 a OL
0 b OL
0 c OL
10 a OB DISCHRG
12 a OB DISCHRG LB
12 > log notice UPS a@localhost on battery
12 > log notice UPS a@localhost battery is low
12 > wall UPS a@localhost on battery
12 > wall UPS a@localhost battery is low
15 b OB DISCHRG
20 c OB DISCHRG
40 > log notice UPS b@localhost on battery
40 > log notice UPS c@localhost on battery
40 > log critical Executing automatic power-fail shutdown: a@localhost on battery, battery low; b@localhost on battery for 20 s; c@localhost on battery for 20 s
40 > log notice UPS a@localhost: forced shutdown in progress
40 > log notice UPS b@localhost: forced shutdown in progress
40 > log notice UPS c@localhost: forced shutdown in progress
40 > log notice Auto logout and shutdown proceeding
40 > wall UPS b@localhost on battery
40 > wall UPS c@localhost on battery
40 > wall Executing automatic power-fail shutdown
40 > wall UPS a@localhost: forced shutdown in progress
40 > wall UPS b@localhost: forced shutdown in progress
40 > wall UPS c@localhost: forced shutdown in progress
40 > wall Auto logout and shutdown proceeding
45 > run 1 as root "/sbin/shutdown -h +0"
50 until
