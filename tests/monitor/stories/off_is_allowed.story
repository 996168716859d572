# With OFFDURATION -1 a UPS that is off never shuts this machine down, not even when it goes silent.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
SHUTDOWNCMD "/sbin/shutdown -h +0"
OFFDURATION -1
NOCOMMWARNTIME 1000
--- story
0 cyberpower OL
10 cyberpower OFF
10 > log notice UPS cyberpower@localhost: administratively OFF or asleep
10 > wall UPS cyberpower@localhost: administratively OFF or asleep
300 cyberpower lost
305 > log notice Communications with UPS cyberpower@localhost lost
305 > wall Communications with UPS cyberpower@localhost lost
900 until
