# A short loss of communication during a battery test is not taken for an empty battery.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD /bin/true
--- story
0 cyberpower OL charge=100 runtime=1200
7200 cyberpower OB DISCHRG charge=100 runtime=1200 test=In_progress
7210 cyberpower lost
7215 > log notice UPS cyberpower@localhost on battery
7215 > log notice Communications with UPS cyberpower@localhost lost
7215 > wall UPS cyberpower@localhost on battery
7215 > wall Communications with UPS cyberpower@localhost lost
7222 cyberpower OL charge=100 runtime=1200 test=Done_and_passed
7222 > log notice Communications with UPS cyberpower@localhost established
7222 > log notice UPS cyberpower@localhost on line power
7222 > log notice UPS cyberpower@localhost: battery test: Done and passed
7222 > wall Communications with UPS cyberpower@localhost established
7222 > wall UPS cyberpower@localhost on line power
7222 > wall UPS cyberpower@localhost: battery test: Done and passed
7230 until
