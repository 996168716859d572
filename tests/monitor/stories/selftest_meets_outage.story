# Mains that go during a battery test are an outage as soon as the test has ended, or the battery is low.
--- with whole
--- story
0 cyberpower OL test=No_test_initiated
10 cyberpower OB DISCHRG test=In_progress
30 cyberpower OB DISCHRG test=Aborted
30 > log info UPS cyberpower@localhost on battery
30 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
30 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
30 > log notice UPS cyberpower@localhost: battery test: Aborted
30 > wall UPS cyberpower@localhost: battery test: Aborted
60 cyberpower OL test=Aborted
60 > log info UPS cyberpower@localhost on line power
60 > log info timer onbatt of cyberpower@localhost cancelled
60 > log info timer earlyshutdown of cyberpower@localhost cancelled
100 cyberpower OB DISCHRG test=In_progress
110 cyberpower OB DISCHRG LB test=In_progress
110 > log info UPS cyberpower@localhost on battery
110 > log info timer onbatt of cyberpower@localhost started; expires in 30 s
110 > log info timer earlyshutdown of cyberpower@localhost started; expires in 300 s
110 > log info UPS cyberpower@localhost battery is low
110 > run 1 "/etc/nut/upssched-cmd" "emergency-shutdown" UPSNAME="cyberpower@localhost" NOTIFYTYPE="LOWBATT" NOTIFYMSG="UPS cyberpower@localhost battery is low"
110 > log critical Executing automatic power-fail shutdown: cyberpower@localhost on battery, battery low
110 > log notice UPS cyberpower@localhost: forced shutdown in progress
110 > log info Auto logout and shutdown proceeding
110 > log info command emergency-shutdown is still running for LOWBATT; the one for SHUTDOWN waits
110 > wall Executing automatic power-fail shutdown
110 > wall UPS cyberpower@localhost: forced shutdown in progress
120 cyberpower OL CHRG test=Done_and_error
120 > log info UPS cyberpower@localhost on line power
120 > log info timer onbatt of cyberpower@localhost cancelled
120 > log info timer earlyshutdown of cyberpower@localhost cancelled
120 > log notice UPS cyberpower@localhost: battery test: Done and error
120 > wall UPS cyberpower@localhost: battery test: Done and error
130 until
