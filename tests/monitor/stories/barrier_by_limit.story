# A command that hangs with mains present holds SHUTDOWNCMD up for SCRIPT_DEADLINE.
--- with whole
--- story
0 cyberpower OL
10 fsd
400 until
