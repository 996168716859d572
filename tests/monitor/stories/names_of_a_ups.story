# An AT line may name a UPS with or without the host and port.
--- ups
left right
--- upsmon.conf
MONITOR left@localhost 1 monuser secret primary
MONITOR right@localhost:3493 1 monuser secret primary
NOTIFYCMD /usr/sbin/upssched
NOTIFYFLAG ONBATT EXEC
NOTIFYFLAG ONLINE EXEC
--- upssched.conf
CMDSCRIPT /etc/nut/upssched-cmd
AT ONBATT left EXECUTE by-name
AT ONBATT left@localhost EXECUTE by-host
AT ONBATT left@localhost:3493 EXECUTE by-port
AT ONBATT left@elsewhere EXECUTE never
AT ONBATT right@localhost:3493 EXECUTE by-string
AT onbatt * EXECUTE any
AT ONLINE left CANCEL-TIMER none not-running
--- story
0 left OB
0 right OB
10 left OL
