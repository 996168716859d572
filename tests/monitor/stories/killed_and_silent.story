# After a restart nothing fires before the UPS was heard, or DEADTIME went by.
--- with whole
--- story
0 cyberpower OL
10 cyberpower OB DISCHRG
15 kill
20 cyberpower lost
60 restart
64 until
200 until
