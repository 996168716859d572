# Each notify type that a status can bring is told once when it begins and once when it ends.
--- story
0 cyberpower OL
10 cyberpower CAL OL OVER TRIM BOOST BYPASS OFF ECO ALARM HB TEST WAIT alarm="Fan failure!"
20 cyberpower CAL OL OVER TRIM BOOST BYPASS OFF ECO ALARM TEST alarm="Fan failure! Overheat!"
25 cyberpower OL
30 cyberpower OL RB
40 tell SUSPEND_STARTING
50 tell SUSPEND_FINISHED
50 cyberpower OL RB
60 tell NOPARENT
