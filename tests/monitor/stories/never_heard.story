# A UPS that never answers is told of, and taken to be on line.
--- with whole
--- story
0 cyberpower lost
5 > log notice Communications with UPS cyberpower@localhost lost
5 > wall Communications with UPS cyberpower@localhost lost
300 > log notice UPS cyberpower@localhost is unavailable
300 > wall UPS cyberpower@localhost is unavailable
400 until
500 cyberpower OL
500 > log notice Communications with UPS cyberpower@localhost established
500 > wall Communications with UPS cyberpower@localhost established
510 until
