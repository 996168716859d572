# The seed's files: power is back after 4 s, and no command runs.
--- with seed
--- story
0 cyberpower OL
10 cyberpower OB DISCHRG
14 cyberpower OL CHRG
400 until
