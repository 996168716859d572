# A machine that is still up 15 minutes after SHUTDOWNCMD is shut down again, or watched again.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD /bin/true
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
5 > run 1 as root "/bin/true"
6 ended 1 0
6 > log info SHUTDOWNCMD finished
905 until
905 > log critical this machine is still running 900 s after SHUTDOWNCMD
905 > write flag /etc/killpower
905 > run 2 as root "/bin/true"
910 ended 2 0
910 > log info SHUTDOWNCMD finished
1000 cyberpower OL
1000 > log notice UPS cyberpower@localhost on line power
1000 > remove flag /etc/killpower
1000 > log notice no UPS requires a shutdown any more and this machine is still up; watching again
1000 > wall UPS cyberpower@localhost on line power
2000 until
3000 cyberpower OB LB
3000 > log notice UPS cyberpower@localhost on battery
3000 > log notice UPS cyberpower@localhost battery is low
3000 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
3000 > log notice UPS cyberpower@localhost: forced shutdown in progress
3000 > log notice Auto logout and shutdown proceeding
3000 > wall UPS cyberpower@localhost on battery
3000 > wall UPS cyberpower@localhost battery is low
3000 > wall Executing automatic power-fail shutdown
3000 > wall UPS cyberpower@localhost: forced shutdown in progress
3000 > wall Auto logout and shutdown proceeding
3005 > write flag /etc/killpower
3005 > run 3 as root "/bin/true"
3010 until
