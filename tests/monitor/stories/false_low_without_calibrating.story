# With the flag of ups.conf, LB and RB of a moment have no effect without calibrating either.
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
20 apc OL LB RB
22 apc OL
30 apc OL RB
33 > log notice UPS apc@localhost: one or more active alarms: [Replace battery!]
33 > log notice UPS apc@localhost battery needs to be replaced
33 > wall UPS apc@localhost: one or more active alarms: [Replace battery!]
60 apc OL
60 > log notice UPS apc@localhost is no longer in an alarm state (no active alarms)
60 > wall UPS apc@localhost is no longer in an alarm state (no active alarms)
