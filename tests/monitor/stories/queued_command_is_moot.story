# A command that waited for another of its name is left out when its reason is over.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
NOTIFYCMD /sbin/upssched
NOTIFYFLAG ONBATT EXEC
NOTIFYFLAG LOWBATT EXEC
OBLBDURATION 60
--- upssched.conf
CMDSCRIPT /etc/nut/upssched-cmd
AT ONBATT * START-TIMER stop-cluster 30
AT LOWBATT * EXECUTE stop-cluster
--- story
0 cyberpower OL
10 cyberpower OB
10 > log info UPS cyberpower@localhost on battery
10 > log info timer stop-cluster of cyberpower@localhost started; expires in 30 s
40 > log info timer stop-cluster of cyberpower@localhost expired
40 > run 1 "/etc/nut/upssched-cmd" "stop-cluster" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
45 cyberpower OB LB
45 > log info UPS cyberpower@localhost battery is low
45 > log info command stop-cluster is still running for ONBATT; the one for LOWBATT waits
50 cyberpower OL
50 > log notice UPS cyberpower@localhost on line power
50 > wall UPS cyberpower@localhost on line power
60 ended 1 1
60 > log warning command stop-cluster failed with exit status 1
60 > log notice command stop-cluster not run: LOWBATT is over
70 until
