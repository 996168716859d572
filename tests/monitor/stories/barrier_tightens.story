# The runtime falls faster than promised, and the deadline of the barrier with it.
--- with whole
--- story
0 cyberpower OB DISCHRG LB charge=9 runtime=300
50 cyberpower OB DISCHRG LB charge=5 runtime=90
120 until
