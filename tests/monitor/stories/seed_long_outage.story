# The seed's files: a long outage runs onbatt, earlyshutdown, and emergency-shutdown once.
# LOWBATT and SHUTDOWN both ask for emergency-shutdown; NUT runs both at once, 4 ms apart. There is no
# SHUTDOWNCMD, so this machine stays up, and watches again when power is back.
--- with seed
--- story
0 cyberpower OL charge=100 runtime=1200
10 cyberpower OB DISCHRG charge=100 runtime=1200
42 ended 1 0
312 ended 2 0
700 cyberpower OB DISCHRG LB charge=9 runtime=290
760 ended 3 0
900 cyberpower OL CHRG LB charge=5 runtime=200
1200 cyberpower OL CHRG charge=20 runtime=400
1300 until
