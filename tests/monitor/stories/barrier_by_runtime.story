# A command that hangs holds SHUTDOWNCMD up until 60 s of runtime are left.
--- with whole
--- story
0 cyberpower OB DISCHRG LB charge=9 runtime=180
300 until
