# A unit that says for an hour that it tests itself, or is heard no more, is on battery when it says so.
--- story
0 cyberpower OL test=In_progress
10 cyberpower OB DISCHRG test=In_progress
3600 > log notice UPS cyberpower@localhost on battery
3600 > wall UPS cyberpower@localhost on battery
3700 cyberpower OL CHRG test=In_progress
3700 > log notice UPS cyberpower@localhost on line power
3700 > wall UPS cyberpower@localhost on line power
3800 cyberpower OL test=Done_and_passed
3800 > log notice UPS cyberpower@localhost: battery test: Done and passed
3800 > wall UPS cyberpower@localhost: battery test: Done and passed
3900 cyberpower OB DISCHRG test=In_progress
3910 cyberpower lost
3915 until
3915 > log notice UPS cyberpower@localhost on battery
3915 > log notice Communications with UPS cyberpower@localhost lost
3915 > wall UPS cyberpower@localhost on battery
3915 > wall Communications with UPS cyberpower@localhost lost
3920 cyberpower OL test=Done_and_passed
3920 > log notice Communications with UPS cyberpower@localhost established
3920 > log notice UPS cyberpower@localhost on line power
3920 > log notice UPS cyberpower@localhost: battery test: Done and passed
3920 > wall Communications with UPS cyberpower@localhost established
3920 > wall UPS cyberpower@localhost on line power
3920 > wall UPS cyberpower@localhost: battery test: Done and passed
3930 until
