# A battery that stays low while calibrating is reported when the delay of ups.conf is over.
--- ups.conf
[apc]
driver = usbhid-ups
port = auto
lbrb_log_delay_sec = 3
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
0 apc CAL OL
0 > log notice UPS apc@localhost: calibration in progress
0 > wall UPS apc@localhost: calibration in progress
20 apc CAL OL LB
23 > log notice UPS apc@localhost battery is low
23 > log warning battery of apc@localhost is low on line power; its AT LOWBATT lines wait until line power fails
30 apc OB LB
30 > log notice UPS apc@localhost: calibration finished
30 > log notice UPS apc@localhost on battery
30 > log notice UPS apc@localhost battery is low
30 > run 1 "/etc/nut/upssched-cmd" "stop-cluster" UPSNAME="apc@localhost" NOTIFYTYPE="LOWBATT" NOTIFYMSG="UPS apc@localhost battery is low"
30 > log critical Executing automatic power-fail shutdown: apc@localhost on battery, battery low
30 > log notice UPS apc@localhost: forced shutdown in progress
30 > log notice Auto logout and shutdown proceeding
30 > wall UPS apc@localhost: calibration finished
30 > wall UPS apc@localhost on battery
30 > wall Executing automatic power-fail shutdown
30 > wall UPS apc@localhost: forced shutdown in progress
30 > wall Auto logout and shutdown proceeding
40 until
