# A slow script holds up neither a cancellation nor another timer.
# NUT's timer daemon waits for the script; earlyshutdown then fires although it was cancelled.
--- with whole
--- story
0 cyberpower OL
10 cyberpower OB
10 > log info UPS cyberpower@localhost on battery
10 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
10 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
40 > log info timer onbatt of cyberpower@localhost expired
40 > run 1 "/etc/nut/upssched-cmd" "onbatt" UPSNAME="cyberpower@localhost" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS cyberpower@localhost on battery"
45 cyberpower OL
45 > log info UPS cyberpower@localhost on line power
45 > log info timer earlyshutdown of cyberpower@localhost cancelled
400 ended 1 0
400 > log info command onbatt finished
500 until
