# One command for several events delivers each of them, one after the other.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
NOTIFYCMD /sbin/upssched
NOTIFYFLAG ONBATT EXEC
NOTIFYFLAG ONLINE EXEC
--- upssched.conf
CMDSCRIPT /usr/local/bin/mail-it
AT ONBATT * EXECUTE mail
AT ONLINE * EXECUTE mail
--- story
0 cyberpower OL
10 cyberpower OB
10 > log info UPS cyberpower@localhost on battery
10 > run 1 "/usr/local/bin/mail-it" "mail" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
11 cyberpower OL
11 > log info UPS cyberpower@localhost on line power
11 > log info command mail is still running for ONBATT; the one for ONLINE waits
12 cyberpower OB
12 > log info UPS cyberpower@localhost on battery
12 > log info command mail is still running for ONBATT; the one for ONBATT waits
20 ended 1 0
20 > log info command mail finished
20 > run 2 "/usr/local/bin/mail-it" "mail" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONLINE" NOTIFYMSG="UPS cyberpower@localhost on line power"
30 ended 2 1
30 > log warning command mail failed with exit status 1
30 > run 3 "/usr/local/bin/mail-it" "mail" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
40 ended 3 0
40 > log info command mail finished
50 until
