# A battery test that keeps mains in its status is no outage.
--- with whole
--- story
0 cyberpower OL
10 cyberpower OL DISCHRG
14 cyberpower OL CHRG
30 cyberpower CAL OL DISCHRG
90 cyberpower OL CHRG
400 until
