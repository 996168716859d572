# Communication lost on mains is told, told again, and never a reason to shut down.
--- with whole
--- story
0 cyberpower OL
10 cyberpower lost
700 until
800 cyberpower OL
900 until
