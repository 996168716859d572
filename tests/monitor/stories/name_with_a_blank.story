# A name with a blank is one argument of CMDSCRIPT.
# NUT puts it into a shell's command line, which takes it apart.
--- upsmon.conf
MONITOR cyberpower@localhost 1 monuser secret primary
NOTIFYCMD /sbin/upssched
NOTIFYFLAG ONBATT EXEC
--- upssched.conf
CMDSCRIPT /etc/nut/upssched-cmd
AT ONBATT * EXECUTE "two words"
AT ONBATT * START-TIMER "a timer" 5
--- story
0 cyberpower OL
10 cyberpower OB
10 > log info UPS cyberpower@localhost on battery
10 > run 1 "/etc/nut/upssched-cmd" "two words" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
10 > log info timer a timer of cyberpower@localhost started; expires in 5 s
11 ended 1 0
11 > log info command two words finished
15 > log info timer a timer of cyberpower@localhost expired
15 > run 2 "/etc/nut/upssched-cmd" "a timer" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
20 until
