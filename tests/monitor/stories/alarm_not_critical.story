# ALARMCRITICAL 0 lets a UPS with an alarm go silent without a shutdown.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
ALARMCRITICAL 0
--- story
0 cyberpower ALARM OL alarm="Fan failure!"
0 > log notice UPS cyberpower@localhost: one or more active alarms: [Fan failure!]
0 > wall UPS cyberpower@localhost: one or more active alarms: [Fan failure!]
20 cyberpower lost
25 > log notice Communications with UPS cyberpower@localhost lost
25 > wall Communications with UPS cyberpower@localhost lost
60 until
