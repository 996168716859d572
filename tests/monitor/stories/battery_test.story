# A battery test that keeps mains in its status is no outage.
--- with whole
--- story
0 cyberpower OL
10 cyberpower OL DISCHRG
14 cyberpower OL CHRG
30 cyberpower CAL OL DISCHRG
30 > log notice UPS cyberpower@localhost: calibration in progress
30 > wall UPS cyberpower@localhost: calibration in progress
90 cyberpower OL CHRG
90 > log notice UPS cyberpower@localhost: calibration finished
90 > wall UPS cyberpower@localhost: calibration finished
400 until
