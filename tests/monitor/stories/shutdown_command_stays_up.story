# When SHUTDOWNCMD did not halt this machine and line power is back, POWERDOWNFLAG is removed at once.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD /usr/local/bin/notify-me
POWERDOWNFLAG /etc/killpower
SHUTDOWNEXIT no
--- story
0 cyberpower OB LB
0 > log notice UPS cyberpower@localhost on battery
0 > log notice UPS cyberpower@localhost battery is low
0 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
0 > log notice UPS cyberpower@localhost: forced shutdown in progress
0 > log notice Auto logout and shutdown proceeding
0 > wall UPS cyberpower@localhost on battery
0 > wall UPS cyberpower@localhost battery is low
0 > wall Executing automatic power-fail shutdown
0 > wall UPS cyberpower@localhost: forced shutdown in progress
0 > wall Auto logout and shutdown proceeding
5 > write flag /etc/killpower
5 > run 1 as root "/usr/local/bin/notify-me"
6 ended 1 0
6 > log info SHUTDOWNCMD finished
20 cyberpower OL
20 > log notice UPS cyberpower@localhost on line power
20 > wall UPS cyberpower@localhost on line power
66 > remove flag /etc/killpower
66 > log notice no UPS requires a shutdown any more and this machine is still up; watching again
100 until
200 cyberpower OB LB
200 > log notice UPS cyberpower@localhost on battery
200 > log notice UPS cyberpower@localhost battery is low
200 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
200 > log notice UPS cyberpower@localhost: forced shutdown in progress
200 > log notice Auto logout and shutdown proceeding
200 > wall UPS cyberpower@localhost on battery
200 > wall UPS cyberpower@localhost battery is low
200 > wall Executing automatic power-fail shutdown
200 > wall UPS cyberpower@localhost: forced shutdown in progress
200 > wall Auto logout and shutdown proceeding
205 > write flag /etc/killpower
205 > run 2 as root "/usr/local/bin/notify-me"
206 ended 2 0
206 > log info SHUTDOWNCMD finished
300 cyberpower OB LB charge=5
310 cyberpower lost
315 > log notice Communications with UPS cyberpower@localhost lost
315 > wall Communications with UPS cyberpower@localhost lost
320 until
330 cyberpower OL
330 > log notice Communications with UPS cyberpower@localhost established
330 > log notice UPS cyberpower@localhost on line power
330 > remove flag /etc/killpower
330 > log notice no UPS requires a shutdown any more and this machine is still up; watching again
330 > wall Communications with UPS cyberpower@localhost established
330 > wall UPS cyberpower@localhost on line power
400 until
500 cyberpower OB LB
500 > log notice UPS cyberpower@localhost on battery
500 > log notice UPS cyberpower@localhost battery is low
500 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
500 > log notice UPS cyberpower@localhost: forced shutdown in progress
500 > log notice Auto logout and shutdown proceeding
500 > wall UPS cyberpower@localhost on battery
500 > wall UPS cyberpower@localhost battery is low
500 > wall Executing automatic power-fail shutdown
500 > wall UPS cyberpower@localhost: forced shutdown in progress
500 > wall Auto logout and shutdown proceeding
505 until
505 > write flag /etc/killpower
505 > run 3 as root "/usr/local/bin/notify-me"
600 cyberpower OL
600 > log notice UPS cyberpower@localhost on line power
600 > wall UPS cyberpower@localhost on line power
700 until
