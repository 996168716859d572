# upsmon -c fsd in the command of a timer: the same path as a decided shutdown, once.
--- upsmon.conf
RUN_AS_USER root
NOTIFYCMD /sbin/upssched
NOTIFYFLAG ONBATT EXEC
NOTIFYFLAG ONLINE EXEC
NOTIFYFLAG FSD EXEC
NOTIFYFLAG SHUTDOWN EXEC
SHUTDOWNCMD "/sbin/shutdown -h +0"
POWERDOWNFLAG /etc/killpower
--- upssched.conf
CMDSCRIPT /etc/nut/upssched-cmd
AT ONBATT * START-TIMER early 60
AT ONLINE * CANCEL-TIMER early
AT FSD * EXECUTE fsd
AT SHUTDOWN * EXECUTE halt-cluster
--- story
0 cyberpower OL
10 cyberpower OB DISCHRG
10 > log info UPS cyberpower@localhost on battery
10 > log info timer early of cyberpower@localhost started; expires in 60 s
70 > log info timer early of cyberpower@localhost expired
70 > run 1 "/etc/nut/upssched-cmd" "early" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
71 fsd
71 > log critical Executing automatic power-fail shutdown: forced by an administrator
71 > log info UPS cyberpower@localhost: forced shutdown in progress
71 > run 2 "/etc/nut/upssched-cmd" "fsd" UPSNAME="cyberpower@localhost" NOTIFYTYPE="FSD" NOTIFYMSG="UPS cyberpower@localhost: forced shutdown in progress"
71 > log info Auto logout and shutdown proceeding
71 > run 3 "/etc/nut/upssched-cmd" "halt-cluster" UPSNAME="" NOTIFYTYPE="SHUTDOWN" NOTIFYMSG="Auto logout and shutdown proceeding"
71 > wall Executing automatic power-fail shutdown
72 ended 1 0
72 > log info command early finished
72 ended 2 0
72 > log info command fsd finished
90 ended 3 0
90 > log info command halt-cluster finished
90 > write flag /etc/killpower
90 > run 4 as root "/sbin/shutdown -h +0"
91 fsd
92 ended 4 0
92 > log info SHUTDOWNCMD finished
92 > exit
95 fsd
110 until
