# An emergency-shutdown that failed is tried again by the SHUTDOWN line that waited for it.
--- with seed
--- story
0 cyberpower OL
10 cyberpower OB LB DISCHRG
20 ended 1 1
30 ended 2 0
40 until
