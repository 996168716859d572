# A shutdown that an administrator forced on line power keeps POWERDOWNFLAG, however long this machine takes to halt.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
POWERDOWNFLAG /etc/killpower
SHUTDOWNEXIT no
NOTIFYFLAG FSD SYSLOG
NOTIFYFLAG SHUTDOWN SYSLOG
--- story
0 cyberpower OL
10 fsd
10 > log critical Executing automatic power-fail shutdown: forced by an administrator
10 > log notice UPS cyberpower@localhost: forced shutdown in progress
10 > log notice Auto logout and shutdown proceeding
10 > wall Executing automatic power-fail shutdown
15 > write flag /etc/killpower
15 > run 1 as root "/sbin/shutdown -h +0"
16 ended 1 0
16 > log info SHUTDOWNCMD finished
300 until
