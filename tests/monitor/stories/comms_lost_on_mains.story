# Communication lost on mains is told, told again, and never a reason to shut down.
--- with whole
--- story
0 cyberpower OL
10 cyberpower lost
15 > log notice Communications with UPS cyberpower@localhost lost
15 > wall Communications with UPS cyberpower@localhost lost
310 > log notice UPS cyberpower@localhost is unavailable
310 > wall UPS cyberpower@localhost is unavailable
610 > log notice UPS cyberpower@localhost is unavailable
610 > wall UPS cyberpower@localhost is unavailable
700 until
800 cyberpower OL
800 > log notice Communications with UPS cyberpower@localhost established
800 > wall Communications with UPS cyberpower@localhost established
900 until
