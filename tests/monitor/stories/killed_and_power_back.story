# Power returns while the monitor is dead: ONLINE is told at the restart, and the timers end.
# NUT tells no ONLINE after a restart, so its timers fire on mains.
--- with whole
--- story
0 cyberpower OL
10 cyberpower OB DISCHRG
10 > log info UPS cyberpower@localhost on battery
10 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
10 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
15 kill
20 cyberpower OL CHRG
60 restart
60 > log info UPS cyberpower@localhost on line power
60 > log info timer onbatt of cyberpower@localhost cancelled
60 > log info timer earlyshutdown of cyberpower@localhost cancelled
400 until
