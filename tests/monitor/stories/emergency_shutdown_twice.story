# REPEAT_COMMANDS yes runs both emergency-shutdown of the seed's files at once, as NUT does.
--- with seed
--- upshid.conf
REPEAT_COMMANDS yes
--- story
0 cyberpower OL
10 cyberpower OB LB DISCHRG
20 ended 1 0
21 ended 2 0
