# The seed's files: power is back after 4 s, and no command runs.
--- with seed
--- story
0 cyberpower OL
10 cyberpower OB DISCHRG
10 > log info UPS cyberpower@localhost on battery
10 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
10 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
14 cyberpower OL CHRG
14 > log info UPS cyberpower@localhost on line power
14 > log info timer onbatt of cyberpower@localhost cancelled
14 > log info timer earlyshutdown of cyberpower@localhost cancelled
400 until
