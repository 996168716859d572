# Without any configuration this machine is shut down on OB LB.
--- story
0 cyberpower OL charge=100 runtime=1200
10 cyberpower OB DISCHRG charge=99 runtime=1100
10 > log notice UPS cyberpower@localhost on battery
10 > wall UPS cyberpower@localhost on battery
900 cyberpower OB DISCHRG LB charge=9 runtime=200
900 > log notice UPS cyberpower@localhost battery is low
900 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
900 > log notice UPS cyberpower@localhost: forced shutdown in progress
900 > log notice Auto logout and shutdown proceeding
900 > wall UPS cyberpower@localhost battery is low
900 > wall Executing automatic power-fail shutdown
900 > wall UPS cyberpower@localhost: forced shutdown in progress
900 > wall Auto logout and shutdown proceeding
905 > write flag /run/upshid-killpower
905 > run 1 as root "/sbin/shutdown -h +0"
910 until
