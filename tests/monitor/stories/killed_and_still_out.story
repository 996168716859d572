# The monitor is dead when a timer is due: the command runs at the restart, once.
--- with whole
--- story
0 cyberpower OL
10 cyberpower OB DISCHRG
15 kill
60 restart
62 ended 1 0
100 kill
101 restart
309 until
400 until
