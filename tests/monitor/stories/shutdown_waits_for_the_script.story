# SHUTDOWNCMD waits for the command script, not for FINALDELAY alone.
# NUT shuts this machine down 5 s after SHUTDOWN, while the cluster needs minutes.
--- with whole
--- story
0 cyberpower OL charge=100 runtime=1200
10 cyberpower OB DISCHRG charge=100 runtime=1200
20 cyberpower OB DISCHRG LB charge=9 runtime=400
40 until
50 ended 2 0
140 ended 1 0
141 ended 3 0
200 until
