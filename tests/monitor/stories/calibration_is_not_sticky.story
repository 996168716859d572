# A calibration drains the battery without a shutdown, and the next outage shuts down again.
# NUT 2.8.0 never forgets CAL, and then never acts on OB LB (Debian bug 1056190).
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
--- story
0 cyberpower CAL OB DISCHRG
0 > log notice UPS cyberpower@localhost: calibration in progress
0 > log notice UPS cyberpower@localhost on battery
0 > wall UPS cyberpower@localhost: calibration in progress
0 > wall UPS cyberpower@localhost on battery
100 cyberpower CAL OB DISCHRG LB
100 > log notice UPS cyberpower@localhost battery is low
100 > wall UPS cyberpower@localhost battery is low
200 cyberpower OL CHRG LB
200 > log notice UPS cyberpower@localhost: calibration finished
200 > log notice UPS cyberpower@localhost on line power
200 > wall UPS cyberpower@localhost: calibration finished
200 > wall UPS cyberpower@localhost on line power
1000 cyberpower OL
2000 cyberpower OB DISCHRG LB
2000 > log notice UPS cyberpower@localhost on battery
2000 > log notice UPS cyberpower@localhost battery is low
2000 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
2000 > log notice UPS cyberpower@localhost: forced shutdown in progress
2000 > log notice Auto logout and shutdown proceeding
2000 > wall UPS cyberpower@localhost on battery
2000 > wall UPS cyberpower@localhost battery is low
2000 > wall Executing automatic power-fail shutdown
2000 > wall UPS cyberpower@localhost: forced shutdown in progress
2000 > wall Auto logout and shutdown proceeding
2005 > run 1 as root "/sbin/shutdown -h +0"
2010 until
