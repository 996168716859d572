# A low battery that an APC BX reports for two seconds while calibrating has no effect.
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
0 apc OL
10 apc CAL OL
10 > log notice UPS apc@localhost: calibration in progress
10 > wall UPS apc@localhost: calibration in progress
20 apc CAL OL LB RB
22 apc CAL OL
40 apc CAL OL LB RB
42 apc OL
42 > log notice UPS apc@localhost: calibration finished
42 > wall UPS apc@localhost: calibration finished
60 until
