# LOWBATT_ON_LINE yes runs the AT LOWBATT lines with mains present, as NUT does.
--- with whole
--- upshid.conf
LOWBATT_ON_LINE yes
--- story
0 cyberpower OL CHRG LB charge=2 runtime=60
20 ended 1 0
