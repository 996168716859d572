# Without any configuration this machine is shut down on OB LB.
--- story
0 cyberpower OL charge=100 runtime=1200
10 cyberpower OB DISCHRG charge=99 runtime=1100
900 cyberpower OB DISCHRG LB charge=9 runtime=200
910 until
