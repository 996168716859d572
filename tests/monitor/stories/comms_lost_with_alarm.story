# Communication lost for 0.3 s with an alarm on mains is nothing, lost for good is not.
# NUT 2.8.3 and later shut down at once, ALARMCRITICAL being on by default.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
--- story
0 cyberpower ALARM OL RB alarm="Replace battery!"
0 > log notice UPS cyberpower@localhost: one or more active alarms: [Replace battery!]
0 > log notice UPS cyberpower@localhost battery needs to be replaced
0 > wall UPS cyberpower@localhost: one or more active alarms: [Replace battery!]
0 > wall UPS cyberpower@localhost battery needs to be replaced
10 cyberpower lost
10.3 cyberpower ALARM OL RB alarm="Replace battery!"
20 cyberpower lost
25 > log notice Communications with UPS cyberpower@localhost lost
25 > wall Communications with UPS cyberpower@localhost lost
35 > log critical Executing automatic power-fail shutdown: cyberpower@localhost communication lost while an alarm was active
35 > log notice UPS cyberpower@localhost: forced shutdown in progress
35 > log notice Auto logout and shutdown proceeding
35 > wall Executing automatic power-fail shutdown
35 > wall UPS cyberpower@localhost: forced shutdown in progress
35 > wall Auto logout and shutdown proceeding
40 > run 1 as root "/sbin/shutdown -h +0"
60 until
