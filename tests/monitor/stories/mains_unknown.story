# A status without OL and OB is not on battery.
--- with whole
--- story
0 cyberpower CHRG LB
0 > log info UPS cyberpower@localhost battery is low
0 > log warning battery of cyberpower@localhost is low on line power; its AT LOWBATT lines wait until line power fails
5 > log notice UPS cyberpower@localhost does not report whether line power is present
5 > wall UPS cyberpower@localhost does not report whether line power is present
400 until
