# When line power is lost, a low battery that did not count yet shuts this machine down at once.
--- ups.conf
[apc]
driver = usbhid-ups
port = auto
lbrb_log_delay_sec = 3
lbrb_log_delay_without_calibrating
--- ups
apc
--- upsmon.conf
MONITOR apc@localhost 1 monuser secret primary
NOTIFYCMD /sbin/upssched
NOTIFYFLAG LOWBATT SYSLOG+EXEC
NOTIFYFLAG REPLBATT SYSLOG
SHUTDOWNCMD "/sbin/shutdown -h +0"
--- upssched.conf
CMDSCRIPT /etc/nut/upssched-cmd
AT LOWBATT * EXECUTE stop-cluster
--- story
0 apc OL
20 apc OL LB
21 apc OB LB
21 > log notice UPS apc@localhost on battery
21 > log notice UPS apc@localhost battery is low
21 > run 1 "/etc/nut/upssched-cmd" "stop-cluster" UPSNAME="apc@localhost" NOTIFYTYPE="LOWBATT" NOTIFYMSG="UPS apc@localhost battery is low"
21 > log critical Executing automatic power-fail shutdown: apc@localhost on battery, battery low
21 > log notice UPS apc@localhost: forced shutdown in progress
21 > log notice Auto logout and shutdown proceeding
21 > wall UPS apc@localhost on battery
21 > wall Executing automatic power-fail shutdown
21 > wall UPS apc@localhost: forced shutdown in progress
21 > wall Auto logout and shutdown proceeding
30 until
