# Communication lost for 0.3 s with an alarm on mains is nothing; lost for good it shuts down.
# NUT 2.8.3 and later shut down at once, ALARMCRITICAL being on by default.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
--- story
0 cyberpower ALARM OL RB alarm="Replace battery!"
10 cyberpower lost
10.3 cyberpower ALARM OL RB alarm="Replace battery!"
20 cyberpower lost
60 until
