# LOWBATT with mains present is told, and its command runs when mains go while it is still low.
# NUT runs emergency-shutdown on "OL CHRG LB", just when the cluster came back (NUT issue 3261).
--- with whole
--- story
0 cyberpower OL CHRG LB charge=2 runtime=60
600 cyberpower OB DISCHRG LB charge=5 runtime=120
620 ended 1 0
630 until
