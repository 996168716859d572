# Communication lost on battery shuts down after DEADTIME, not at once.
# NUT 2.8.1 and 2.8.2 shut down at once.
--- with whole
--- story
0 cyberpower OL
10 cyberpower OB DISCHRG charge=90 runtime=1000
20 cyberpower lost
60 until
