# A battery test in which the unit says OB is no outage, and its result is told.
--- with whole
--- story
0 cyberpower OL charge=100 runtime=2400 test=Done_and_passed
10 cyberpower OB DISCHRG charge=99 runtime=2300 test=In_progress
20 cyberpower OB DISCHRG charge=97 runtime=2200 test=In_progress
24 cyberpower OL CHRG charge=97 runtime=2200 test=Done_and_warning
24 > log notice UPS cyberpower@localhost: battery test: Done and warning
24 > wall UPS cyberpower@localhost: battery test: Done and warning
400 until
