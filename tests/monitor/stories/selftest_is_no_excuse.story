# A unit that always says that it tests itself is believed no longer than a test takes to begin.
--- with whole
--- story
0 cyberpower OL test=In_progress
300 cyberpower OB DISCHRG test=In_progress
300 > log info UPS cyberpower@localhost on battery
300 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
300 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
310 cyberpower OL test=In_progress
310 > log info UPS cyberpower@localhost on line power
310 > log info timer onbatt of cyberpower@localhost cancelled
310 > log info timer earlyshutdown of cyberpower@localhost cancelled
320 until
