# If the battery is low again when a machine has survived SHUTDOWNCMD, it is shut down after OBLBDURATION.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD /bin/true
OBLBDURATION 60
SHUTDOWNEXIT no
--- story
0 cyberpower OB LB
0 > log notice UPS cyberpower@localhost on battery
0 > log notice UPS cyberpower@localhost battery is low
0 > wall UPS cyberpower@localhost on battery
0 > wall UPS cyberpower@localhost battery is low
60 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
60 > log notice UPS cyberpower@localhost: forced shutdown in progress
60 > log notice Auto logout and shutdown proceeding
60 > wall Executing automatic power-fail shutdown
60 > wall UPS cyberpower@localhost: forced shutdown in progress
60 > wall Auto logout and shutdown proceeding
65 > run 1 as root "/bin/true"
66 ended 1 0
66 > log info SHUTDOWNCMD finished
900 cyberpower OB
950 cyberpower OB LB
950 > log notice UPS cyberpower@localhost battery is low
950 > wall UPS cyberpower@localhost battery is low
1010 > log critical this machine is still running 900 s after SHUTDOWNCMD
1010 > run 2 as root "/bin/true"
1030 until
