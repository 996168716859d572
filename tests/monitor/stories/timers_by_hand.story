# A timer started by hand ends in its command, whatever the status is.
--- with seed
--- story
0 cyberpower OL
10 start-timer onbatt 5
11 start-timer gone 5
12 cancel-timer gone
20 until
