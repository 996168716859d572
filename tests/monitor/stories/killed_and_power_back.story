# Power returns while the monitor is dead: ONLINE is told at the restart, and the timers end.
# NUT tells no ONLINE after a restart, so its timers fire on mains.
--- with whole
--- story
0 cyberpower OL
10 cyberpower OB DISCHRG
15 kill
20 cyberpower OL CHRG
60 restart
400 until
