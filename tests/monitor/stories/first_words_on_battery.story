# Mains may be gone when the monitor starts: ONBATT is told at the first word.
--- with seed
--- story
0 cyberpower OB DISCHRG
0 > log info UPS cyberpower@localhost on battery
0 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
0 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
30 > log info timer onbatt of cyberpower@localhost expired
30 > run 1 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
35 until
