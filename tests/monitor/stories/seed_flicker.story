# The seed's files: power flickers, and each return cancels for certain.
--- with seed
--- story
0 cyberpower OL
10 cyberpower OB DISCHRG
11 cyberpower OL
12 cyberpower OB DISCHRG
13 cyberpower OL
14 cyberpower OB DISCHRG
20 cyberpower OL
400 until
