# A status without OL and OB is not on battery.
--- with whole
--- story
0 cyberpower CHRG LB
0 > log info UPS cyberpower@localhost battery is low
0 > log warning LOWBATT of cyberpower@localhost while it is not on battery: its AT lines wait for ONBATT
400 until
