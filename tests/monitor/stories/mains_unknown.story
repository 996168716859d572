# A status without OL and OB is not on battery.
--- with whole
--- story
0 cyberpower CHRG LB
400 until
