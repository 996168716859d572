# The seed's files: power flickers, and each return cancels for certain.
--- with seed
--- story
0 cyberpower OL
10 cyberpower OB DISCHRG
10 > log info UPS cyberpower@localhost on battery
10 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
10 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
11 cyberpower OL
11 > log info UPS cyberpower@localhost on line power
11 > log info timer onbatt of cyberpower@localhost cancelled
11 > log info timer earlyshutdown of cyberpower@localhost cancelled
12 cyberpower OB DISCHRG
12 > log info UPS cyberpower@localhost on battery
12 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
12 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
13 cyberpower OL
13 > log info UPS cyberpower@localhost on line power
13 > log info timer onbatt of cyberpower@localhost cancelled
13 > log info timer earlyshutdown of cyberpower@localhost cancelled
14 cyberpower OB DISCHRG
14 > log info UPS cyberpower@localhost on battery
14 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
14 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
20 cyberpower OL
20 > log info UPS cyberpower@localhost on line power
20 > log info timer onbatt of cyberpower@localhost cancelled
20 > log info timer earlyshutdown of cyberpower@localhost cancelled
400 until
