# A calibration drains the battery without a shutdown, and the next outage shuts down again.
# NUT 2.8.0 never forgets CAL, and then never acts on OB LB (Debian bug 1056190).
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
--- story
0 cyberpower CAL OB DISCHRG
100 cyberpower CAL OB DISCHRG LB
200 cyberpower OL CHRG LB
1000 cyberpower OL
2000 cyberpower OB DISCHRG LB
2010 until
