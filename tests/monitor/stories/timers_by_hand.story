# A timer started by hand ends in its command, whatever the status is.
--- with seed
--- story
0 cyberpower OL
10 start-timer onbatt 5
10 > log info timer onbatt started; expires in 5 s
11 start-timer gone 5
11 > log info timer gone started; expires in 5 s
12 cancel-timer gone
12 > log info timer gone cancelled
15 > log info timer onbatt expired
15 > run 1 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="" NOTIFYTYPE="TIMER" NOTIFYMSG=""
20 until
