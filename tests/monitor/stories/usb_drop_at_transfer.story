# A USB connection that drops for 0.3 s at the transfer to battery is nothing.
--- with whole
--- story
0 cyberpower OL
10 cyberpower lost
10.3 cyberpower OB DISCHRG
20 cyberpower lost
20.3 cyberpower OL CHRG
100 until
