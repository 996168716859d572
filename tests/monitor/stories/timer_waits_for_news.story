# A timer that is due while communication is gone for a moment waits for news.
--- with whole
--- story
0 cyberpower OL
10 cyberpower OB
39.9 cyberpower lost
40.2 cyberpower OL
60 cyberpower OB
89.9 cyberpower lost
91 cyberpower OB
95 ended 1 0
100 until
