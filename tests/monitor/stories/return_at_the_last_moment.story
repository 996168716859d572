# Power that returns after the decision does not stop it.
# As in NUT: others were told to halt, and only the power cycle at the end brings them up again.
--- with whole
--- story
0 cyberpower OL charge=100 runtime=900
10 cyberpower OB DISCHRG charge=60 runtime=600
200 cyberpower OB DISCHRG LB charge=9 runtime=280
203 cyberpower OL CHRG LB charge=9 runtime=280
230 ended 2 0
231 ended 1 0
300 until
