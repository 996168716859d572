# A UPS that MONITOR and AT name by this machine's own names and address is watched.
--- ups
left right
--- host
nas nas.lan 192.168.1.5
--- upsmon.conf
MONITOR left@NAS 1 monuser secret primary
MONITOR right@192.168.1.5:3493 1 monuser secret primary
MINSUPPLIES 1
NOTIFYCMD /sbin/upssched
NOTIFYFLAG ONBATT SYSLOG+EXEC
SHUTDOWNCMD "/sbin/shutdown -h +0"
--- upssched.conf
CMDSCRIPT /etc/nut/upssched-cmd
PIPEFN /run/nut/upssched.pipe
LOCKFN /run/nut/upssched.lock
AT ONBATT left@nas.lan EXECUTE left-on-battery
AT ONBATT right@localhost EXECUTE right-on-battery
--- story
0 left OL
0 right OL
10 left OB
10 > log notice UPS left@NAS on battery
10 > run 1 "/etc/nut/upssched-cmd" "left-on-battery" UPSNAME="left@NAS" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS left@NAS on battery"
20 right OB
20 > log notice UPS right@192.168.1.5:3493 on battery
20 > run 2 "/etc/nut/upssched-cmd" "right-on-battery" UPSNAME="right@192.168.1.5:3493" NOTIFYTYPE="ONBATT" NOTIFYMSG="UPS right@192.168.1.5:3493 on battery"
