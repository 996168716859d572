# A reload takes the new lines and keeps the timers that run.
--- with whole
--- reload upssched.conf
CMDSCRIPT /usr/local/bin/other-cmd
AT ONLINE * EXECUTE back
--- story
0 cyberpower OL
10 cyberpower OB
20 reload
45 ended 1 0
50 cyberpower OL
400 until
