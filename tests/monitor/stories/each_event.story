# Each notify type that a status can bring is told once when it begins and once when it ends.
--- story
0 cyberpower OL
10 cyberpower ALARM CAL OL HB OVER TRIM BOOST BYPASS ECO OFF TEST WAIT alarm="Fan failure!"
10 > log notice UPS cyberpower@localhost: one or more active alarms: [Fan failure!]
10 > log notice UPS cyberpower@localhost: calibration in progress
10 > log notice UPS cyberpower@localhost: overloaded
10 > log notice UPS cyberpower@localhost: trimming incoming voltage
10 > log notice UPS cyberpower@localhost: boosting incoming voltage
10 > log notice UPS cyberpower@localhost: on bypass (powered, not protecting)
10 > log notice UPS cyberpower@localhost: in ECO mode (as defined by vendor)
10 > log notice UPS cyberpower@localhost: administratively OFF or asleep
10 > log notice UPS cyberpower@localhost: has at least one unclassified status token: [TEST WAIT]
10 > wall UPS cyberpower@localhost: one or more active alarms: [Fan failure!]
10 > wall UPS cyberpower@localhost: calibration in progress
10 > wall UPS cyberpower@localhost: overloaded
10 > wall UPS cyberpower@localhost: trimming incoming voltage
10 > wall UPS cyberpower@localhost: boosting incoming voltage
10 > wall UPS cyberpower@localhost: on bypass (powered, not protecting)
10 > wall UPS cyberpower@localhost: in ECO mode (as defined by vendor)
10 > wall UPS cyberpower@localhost: administratively OFF or asleep
10 > wall UPS cyberpower@localhost: has at least one unclassified status token: [TEST WAIT]
20 cyberpower ALARM CAL OL OVER TRIM BOOST BYPASS ECO OFF TEST alarm="Fan failure! Overheat!"
20 > log notice UPS cyberpower@localhost: one or more active alarms: [Fan failure! Overheat!]
20 > log notice UPS cyberpower@localhost: has at least one unclassified status token: [TEST]
20 > wall UPS cyberpower@localhost: one or more active alarms: [Fan failure! Overheat!]
20 > wall UPS cyberpower@localhost: has at least one unclassified status token: [TEST]
25 cyberpower OL
25 > log notice UPS cyberpower@localhost: calibration finished
25 > log notice UPS cyberpower@localhost: no longer administratively OFF or asleep
25 > log notice UPS cyberpower@localhost: no longer on bypass
25 > log notice UPS cyberpower@localhost: no longer in ECO mode
25 > log notice UPS cyberpower@localhost is no longer in an alarm state (no active alarms)
25 > log notice UPS cyberpower@localhost: no longer overloaded
25 > log notice UPS cyberpower@localhost: no longer trimming incoming voltage
25 > log notice UPS cyberpower@localhost: no longer boosting incoming voltage
25 > log notice UPS cyberpower@localhost has no unclassified status tokens anymore
25 > wall UPS cyberpower@localhost: calibration finished
25 > wall UPS cyberpower@localhost: no longer administratively OFF or asleep
25 > wall UPS cyberpower@localhost: no longer on bypass
25 > wall UPS cyberpower@localhost: no longer in ECO mode
25 > wall UPS cyberpower@localhost is no longer in an alarm state (no active alarms)
25 > wall UPS cyberpower@localhost: no longer overloaded
25 > wall UPS cyberpower@localhost: no longer trimming incoming voltage
25 > wall UPS cyberpower@localhost: no longer boosting incoming voltage
25 > wall UPS cyberpower@localhost has no unclassified status tokens anymore
30 cyberpower OL RB
30 > log notice UPS cyberpower@localhost battery needs to be replaced
30 > wall UPS cyberpower@localhost battery needs to be replaced
40 tell SUSPEND_STARTING
40 > log notice OS is entering sleep/suspend/hibernate mode
40 > wall OS is entering sleep/suspend/hibernate mode
50 tell SUSPEND_FINISHED
50 > log notice OS just finished sleep/suspend/hibernate mode, de-activating obsolete UPS readings to avoid an unfortunate shutdown
50 > wall OS just finished sleep/suspend/hibernate mode, de-activating obsolete UPS readings to avoid an unfortunate shutdown
50 cyberpower OL RB
60 tell NOPARENT
60 > log notice upsmon parent process died - shutdown impossible
60 > wall upsmon parent process died - shutdown impossible
