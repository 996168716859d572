# A UPS whose report on line power cannot be read is not only lost.
--- with whole
--- story
0 cyberpower OL
10 cyberpower no-line
15 > log notice Communications with UPS cyberpower@localhost lost
15 > log notice UPS cyberpower@localhost does not report whether line power is present
15 > wall Communications with UPS cyberpower@localhost lost
15 > wall UPS cyberpower@localhost does not report whether line power is present
100 until
110 cyberpower OL
110 > log notice Communications with UPS cyberpower@localhost established
110 > wall Communications with UPS cyberpower@localhost established
200 until
