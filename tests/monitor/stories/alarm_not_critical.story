# ALARMCRITICAL 0 lets a UPS with an alarm go silent without a shutdown.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
ALARMCRITICAL 0
--- story
0 cyberpower ALARM OL alarm="Fan failure!"
20 cyberpower lost
60 until
