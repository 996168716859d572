# The monitor is killed while it waits for the script, and SHUTDOWNCMD still comes.
--- with whole
--- story
0 cyberpower OB DISCHRG LB charge=9 runtime=280
20 kill
50 restart
60 ended 1 0
70 until
