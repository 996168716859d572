# A held ONBATT survives the monitor, a timer shorter than ONBATT_HOLD expires with it.
--- upsmon.conf
NOTIFYCMD /sbin/upssched
NOTIFYFLAG ONBATT EXEC
NOTIFYFLAG ONLINE EXEC
--- upssched.conf
CMDSCRIPT /etc/nut/upssched-cmd
AT ONBATT * START-TIMER soon 2
AT ONBATT * EXECUTE onbatt
AT ONLINE * CANCEL-TIMER soon
--- upshid.conf
ONBATT_HOLD 10
--- story
0 cyberpower OL
10 cyberpower OB DISCHRG
12 kill
14 restart
20 > log info UPS cyberpower@localhost on battery
20 > log info timer soon of cyberpower@localhost started; expires in 0 s
20 > run 1 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
20 > log info timer soon of cyberpower@localhost expired
20 > run 2 "/etc/nut/upssched-cmd" "soon" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
21 ended 1 0
21 > log info command onbatt finished
22 ended 2 0
22 > log info command soon finished
30 cyberpower OL
30 > log info UPS cyberpower@localhost on line power
40 cyberpower OB DISCHRG
42 kill
44 cyberpower OL
46 restart
46 > log info UPS cyberpower@localhost was on battery for 6 s, less than ONBATT_HOLD; nothing run
60 until
