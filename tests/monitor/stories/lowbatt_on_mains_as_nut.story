# LOWBATT_ON_LINE yes runs the AT LOWBATT lines with mains present, as NUT does.
--- with whole
--- upshid.conf
LOWBATT_ON_LINE yes
--- story
0 cyberpower OL CHRG LB charge=2 runtime=60
0 > log info UPS cyberpower@localhost battery is low
0 > run 1 "/etc/nut/upssched-cmd" "emergency-shutdown" UPSNAME="cyberpower@localhost" NOTIFYTYPE="LOWBATT" NOTIFYMSG="UPS cyberpower@localhost battery is low"
20 ended 1 0
20 > log info command emergency-shutdown finished
