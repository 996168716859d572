# A UPS that answers without its line power is reported once, after COMMS_GRACE, and never shut down for.
--- with whole
--- story
0 cyberpower OL
10 cyberpower CHRG
12 cyberpower OL
20 cyberpower CHRG
25 > log notice UPS cyberpower@localhost does not report whether line power is present
25 > wall UPS cyberpower@localhost does not report whether line power is present
100 until
110 cyberpower OL
120 cyberpower DISCHRG LB
120 > log info UPS cyberpower@localhost battery is low
120 > log warning battery of cyberpower@localhost is low on line power; its AT LOWBATT lines wait until line power fails
125 > log notice UPS cyberpower@localhost does not report whether line power is present
125 > wall UPS cyberpower@localhost does not report whether line power is present
200 until
