# A timer that belongs to no outage runs its command each time, on battery too.
--- ups
left right
--- upsmon.conf
MONITOR left@localhost 1 monuser secret primary
MONITOR right@localhost 1 monuser secret primary
NOTIFYCMD /sbin/upssched
NOTIFYFLAG COMMBAD EXEC
--- upssched.conf
CMDSCRIPT /etc/nut/upssched-cmd
AT COMMBAD right@localhost START-TIMER silent 5
--- story
0 left OL
0 right OL
10 right OB
10 > log notice UPS right@localhost on battery
10 > wall UPS right@localhost on battery
12 right lost
17 > log info Communications with UPS right@localhost lost
17 > log info timer silent of right@localhost started; expires in 5 s
22 > log info timer silent of right@localhost expired
22 > run 1 "/etc/nut/upssched-cmd" "silent" UPSNAME="right@localhost" NOTIFYTYPE="COMMBAD" NOTIFYMSG="Communications with UPS right@localhost lost"
25 ended 1 0
25 > log info command silent finished
30 right OB
30 > log notice Communications with UPS right@localhost established
30 > wall Communications with UPS right@localhost established
32 right lost
37 > log info Communications with UPS right@localhost lost
37 > log info timer silent of right@localhost started; expires in 5 s
42 > log info timer silent of right@localhost expired
42 > run 2 "/etc/nut/upssched-cmd" "silent" UPSNAME="right@localhost" NOTIFYTYPE="COMMBAD" NOTIFYMSG="Communications with UPS right@localhost lost"
50 until
